package dev.cove.starter.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.ExponentialBackOffWithMaxRetries;
import org.springframework.kafka.support.serializer.ErrorHandlingDeserializer;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Outbox, relay, inbox, topics and dead letters for a service that has a database. */
@AutoConfiguration(
    beforeName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
    afterName = {
      "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
      "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration"
    })
@EnableConfigurationProperties({EventProperties.class, KafkaProperties.class})
@EnableScheduling
public class EventAutoConfiguration {

  @Bean
  ProducerFactory<String, Object> eventProducers(KafkaProperties kafka) {
    Map<String, Object> config = new HashMap<>(kafka.buildProducerProperties());
    config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
    config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, EventBytesSerializer.class);
    return new DefaultKafkaProducerFactory<>(config);
  }

  @Bean
  ConsumerFactory<String, InboundEvent> eventConsumers(
      KafkaProperties kafka, MeterRegistry meters) {
    var consumers =
        new DefaultKafkaConsumerFactory<String, InboundEvent>(
            kafka.buildConsumerProperties(),
            new StringDeserializer(),
            new ErrorHandlingDeserializer<>(new InboundEventDeserializer()));
    consumers.addListener(new MicrometerConsumerListener<>(meters));
    return consumers;
  }

  @Bean
  ConcurrentKafkaListenerContainerFactory<String, InboundEvent> kafkaListenerContainerFactory(
      ConsumerFactory<String, InboundEvent> consumers, CommonErrorHandler errors) {
    var factory = new ConcurrentKafkaListenerContainerFactory<String, InboundEvent>();
    factory.setConsumerFactory(consumers);
    factory.setCommonErrorHandler(errors);
    ContainerProperties container = factory.getContainerProperties();
    // what comes twice does no harm, so the broker need not be told of each event that is done
    container.setAckMode(ContainerProperties.AckMode.COUNT_TIME);
    container.setAckCount(200);
    container.setAckTime(1000);
    container.setListenerTaskExecutor(new VirtualThreadTaskExecutor("kafka-"));
    return factory;
  }

  @Bean
  KafkaTemplate<String, Object> eventTemplate(ProducerFactory<String, Object> producers) {
    return new KafkaTemplate<>(producers);
  }

  @Bean
  OutboxRelay outboxRelay(
      @Value("${spring.application.name}") String service,
      JdbcTemplate jdbc,
      PlatformTransactionManager transactions,
      KafkaTemplate<String, Object> template,
      EventProperties properties,
      MeterRegistry meters) {
    Gauge.builder("cove.outbox.pending", jdbc, EventAutoConfiguration::pending)
        .description("Events committed and not yet acknowledged by the broker")
        .register(meters);
    return new OutboxRelay(
        service, jdbc, new TransactionTemplate(transactions), template, properties);
  }

  @Bean
  Outbox outbox(JdbcTemplate jdbc, JsonMapper json, Clock clock, OutboxRelay relay) {
    return new Outbox(jdbc, json, clock, relay::wake);
  }

  @Bean
  PassingEvents passingEvents(
      @Value("${spring.application.name}") String service,
      KafkaTemplate<String, Object> template,
      JsonMapper json,
      Clock clock,
      MeterRegistry meters) {
    return new PassingEvents(service, template, json, clock, meters);
  }

  @Bean
  Inbox inbox(
      @Value("${spring.application.name}") String service,
      JdbcTemplate jdbc,
      PlatformTransactionManager transactions,
      Clock clock,
      EventProperties properties) {
    return new Inbox(
        jdbc, new TransactionTemplate(transactions), service, clock, properties.inboxRetention());
  }

  @Bean
  KafkaAdmin.NewTopics eventTopics(EventProperties properties) {
    return new KafkaAdmin.NewTopics(
        Stream.concat(properties.publishes().stream(), properties.consumes().stream())
            .distinct()
            .flatMap(name -> Stream.of(name, name + ".dlt"))
            .map(name -> new NewTopic(name, properties.partitions(), properties.replicas()))
            .toArray(NewTopic[]::new));
  }

  /** Bounded retries, then the dead-letter topic of the event's topic and a metric. */
  @Bean
  CommonErrorHandler eventErrors(
      KafkaTemplate<String, Object> template, EventProperties properties, MeterRegistry meters) {
    var publisher =
        new DeadLetterPublishingRecoverer(
            template, (message, _) -> new TopicPartition(message.topic() + ".dlt", -1));
    var backOff = new ExponentialBackOffWithMaxRetries(properties.attempts() - 1);
    backOff.setInitialInterval(200);
    backOff.setMultiplier(2);
    backOff.setMaxInterval(2000);
    return new DefaultErrorHandler(
        (message, e) -> {
          Counter.builder("cove.events.dead.letters")
              .description("Events that could not be handled")
              .tag("topic", message.topic())
              .register(meters)
              .increment();
          publisher.accept(message, e);
        },
        backOff);
  }

  private static double pending(JdbcTemplate jdbc) {
    return Objects.requireNonNullElse(
        jdbc.queryForObject("select count(*) from outbox", Long.class), 0L);
  }
}
