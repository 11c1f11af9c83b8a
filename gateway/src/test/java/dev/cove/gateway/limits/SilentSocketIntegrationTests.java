package dev.cove.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.gateway.testing.GatewayTest;
import dev.cove.gateway.testing.RecordingSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = {"cove.limits.header-time=300ms", "cove.limits.read-gap=300ms"})
class SilentSocketIntegrationTests extends GatewayTest {

  @Test
  @DisplayName("T9 a socket may be silent for longer than a request may")
  void socketWhenSilentStaysOpen() throws Exception {
    RecordingSocket socket = RecordingSocket.open(port(), SOCKETS + "/terminals/1");
    assertThat(socket.echo("before")).isEqualTo("before");

    Awaitility.await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(4))
        .until(() -> !socket.closed().isDone());

    socket.socket().sendText("after", true).get(5, TimeUnit.SECONDS);
    Awaitility.await().untilAsserted(() -> assertThat(socket.texts()).endsWith("after"));
    socket.close();
  }
}
