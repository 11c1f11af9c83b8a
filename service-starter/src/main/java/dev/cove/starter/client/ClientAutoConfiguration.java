package dev.cove.starter.client;

import dev.cove.starter.security.ServiceTokens;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.http.converter.autoconfigure.ClientHttpMessageConvertersCustomizer;
import org.springframework.cloud.client.loadbalancer.LoadBalancerClient;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.http.client.JdkClientHttpRequestFactory;

/** The clients for calls between services. */
@AutoConfiguration(
    afterName = {
      "org.springframework.cloud.loadbalancer.config.BlockingLoadBalancerClientAutoConfiguration",
      "org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
    })
public class ClientAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  CircuitBreakerRegistry circuitBreakers(MeterRegistry meters) {
    CircuitBreakerRegistry registry = PeerBreakers.create();
    TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(registry).bindTo(meters);
    return registry;
  }

  @Bean
  ServiceClients serviceClients(
      LoadBalancerClient loadBalancer,
      CircuitBreakerRegistry breakers,
      ObjectProvider<ClientHttpMessageConvertersCustomizer> converters,
      Clock clock,
      Environment environment) {
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ServiceClients.CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    var requests = new JdkClientHttpRequestFactory(http);
    requests.setReadTimeout(ServiceClients.READ_TIMEOUT);
    String name = environment.getRequiredProperty("spring.application.name");
    String secret = environment.getProperty("COVE_SERVICE_SECRET", "");
    return new ServiceClients(
        requests,
        converters.orderedStream().toList(),
        loadBalancer,
        breakers,
        auth ->
            new ServiceTokens(
                () ->
                    Objects.requireNonNull(
                        auth.post()
                            .uri("/internal/service-tokens")
                            .headers(h -> h.setBasicAuth(name, secret))
                            .retrieve()
                            .body(ServiceTokens.Issued.class)),
                clock));
  }
}
