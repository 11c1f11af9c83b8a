package dev.cove.starter.event;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Events of a service.
 *
 * @param publishes topics this service owns
 * @param consumes topics this service listens to; made at start when missing
 * @param partitions partitions of a topic made here
 * @param replicas replicas of a topic made here; 3 where there are three brokers
 * @param batch most events relayed in one transaction
 * @param poll how long the relay sleeps without a nudge; the safety net
 * @param ackTimeout how long the relay waits for the broker's acknowledgement
 * @param attempts tries of a consumer before an event goes to the dead-letter topic
 * @param inboxRetention how long ids of handled events are kept
 */
@ConfigurationProperties("cove.events")
public record EventProperties(
    @DefaultValue List<String> publishes,
    @DefaultValue List<String> consumes,
    @DefaultValue("6") int partitions,
    @DefaultValue("1") short replicas,
    @DefaultValue("200") int batch,
    @DefaultValue("1s") Duration poll,
    @DefaultValue("12s") Duration ackTimeout,
    @DefaultValue("5") int attempts,
    @DefaultValue("7d") Duration inboxRetention) {}
