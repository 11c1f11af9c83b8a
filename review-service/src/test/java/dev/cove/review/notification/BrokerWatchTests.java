package dev.cove.review.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BrokerWatchTests {

  @Test
  @DisplayName("O4 a broker that accepts connections and answers nothing is away, and is told once")
  void silentBrokerIsAway() throws IOException {
    AtomicInteger wakes = new AtomicInteger();
    FeedSignals signals = new FeedSignals();
    signals.follow(UUID.randomUUID(), wakes::incrementAndGet);
    try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        BrokerWatch watch =
            new BrokerWatch(
                Map.of(
                    AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                    "127.0.0.1:" + silent.getLocalPort()),
                signals)) {
      assertThat(watch.away()).isFalse();
      watch.look();
      assertThat(watch.away()).isTrue();
      watch.look();
      assertThat(wakes).hasValue(1);
    }
  }
}
