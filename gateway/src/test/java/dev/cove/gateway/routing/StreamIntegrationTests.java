package dev.cove.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.gateway.testing.GatewayTest;
import dev.cove.gateway.testing.RawHttp;
import dev.cove.gateway.testing.RecordingSocket;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamIntegrationTests extends GatewayTest {

  @Test
  void socketWhenOpenCarriesTextAndBytesBothWays() throws Exception {
    RecordingSocket socket = RecordingSocket.open(port(), SOCKETS + "/terminals/1?offset=42");
    byte[] bytes = new byte[300_000];
    new Random(1).nextBytes(bytes);

    socket.socket().sendText("{\"type\":\"ping\"}", true).get(5, TimeUnit.SECONDS);
    socket.socket().sendBinary(ByteBuffer.wrap(bytes), true).get(5, TimeUnit.SECONDS);

    Awaitility.await().until(() -> socket.bytes().length == bytes.length);
    assertThat(socket.texts()).containsExactly("{\"type\":\"ping\"}");
    assertThat(socket.bytes()).isEqualTo(bytes);
    assertThat(SANDBOX.last().uri()).isEqualTo(SOCKETS + "/terminals/1?offset=42");
    socket.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/terminals/1", "/lsp"})
  void socketWhenOfTheSandboxReachesIt(String path) throws Exception {
    RecordingSocket socket = RecordingSocket.open(port(), SOCKETS + path);

    assertThat(socket.echo("hello")).isEqualTo("hello");
    assertThat(SANDBOX.last().uri()).isEqualTo(SOCKETS + path);
    socket.close();
  }

  @Test
  void socketWhenOfTheOtherServicesReachesThem() throws Exception {
    RecordingSocket events = RecordingSocket.open(port(), SOCKETS + "/events?sinceRevision=3");
    RecordingSocket inbox = RecordingSocket.open(port(), "/ws/notifications?cursor=1");

    assertThat(events.echo("hello")).isEqualTo("hello");
    assertThat(inbox.echo("hello")).isEqualTo("hello");
    assertThat(WORKSPACE.last().uri()).isEqualTo(SOCKETS + "/events?sinceRevision=3");
    assertThat(REVIEW.last().uri()).isEqualTo("/ws/notifications?cursor=1");
    events.close();
    inbox.close();
  }

  @RepeatedTest(20)
  void socketWhenServiceClosesKeepsCodeAndReason() throws Exception {
    for (int code : new int[] {4401, 4404, 4409, 4410, 4429, 1011}) {
      RecordingSocket socket = RecordingSocket.open(port(), SOCKETS + "/terminals/1?close-" + code);

      assertThat(socket.closed().get(5, TimeUnit.SECONDS))
          .isEqualTo(code + " the reason of " + code);
    }
  }

  @Test
  void socketWhenClientClosesTellsTheService() throws Exception {
    int before = SANDBOX.closedByClient().size();
    RecordingSocket socket = RecordingSocket.open(port(), SOCKETS + "/terminals/1");

    assertThat(socket.echo("hello")).isEqualTo("hello");
    socket.socket().sendClose(4001, "going").get(5, TimeUnit.SECONDS);

    Awaitility.await().until(() -> SANDBOX.closedByClient().size() > before);
    assertThat(SANDBOX.closedByClient().getLast()).isEqualTo(4001);
  }

  @Test
  void socketWhenClientVanishesTellsTheService() throws Exception {
    int before = SANDBOX.closedByClient().size();
    RecordingSocket socket = RecordingSocket.open(port(), SOCKETS + "/terminals/1");

    assertThat(socket.echo("hello")).isEqualTo("hello");
    socket.socket().abort();

    Awaitility.await().until(() -> SANDBOX.closedByClient().size() > before);
  }

  @Test
  void socketWhenFrameIsOneMebibytePasses() throws Exception {
    RecordingSocket socket = RecordingSocket.open(port(), SOCKETS + "/terminals/1");
    int limit = 1 << 20;

    socket.socket().sendBinary(ByteBuffer.allocate(limit), true).get(5, TimeUnit.SECONDS);

    Awaitility.await().until(() -> socket.bytes().length == limit);
  }

  @Test
  void socketWhenFrameAnnouncesOneByteMoreThanOneMebibyteCloses() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(5_000);
      var in = new DataInputStream(socket.getInputStream());
      var out = new DataOutputStream(socket.getOutputStream());
      out.write(
          RawHttp.head(
                  "GET " + SOCKETS + "/terminals/1 HTTP/1.1",
                  "Host: localhost",
                  "Origin: " + OWN_ORIGIN,
                  "Connection: Upgrade",
                  "Upgrade: websocket",
                  "Sec-WebSocket-Version: 13",
                  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
              .getBytes(StandardCharsets.US_ASCII));
      var answer = new StringBuilder();
      while (!answer.toString().endsWith("\r\n\r\n")) {
        answer.append((char) in.readUnsignedByte());
      }
      assertThat(answer.toString()).startsWith("HTTP/1.1 101");

      // its head alone (RFC 6455, 5.2): what is sent after it could meet a connection closed
      // already
      out.writeShort(0x82FF);
      out.writeLong((1 << 20) + 1);
      out.writeInt(0);

      assertThat(in.readUnsignedByte()).as("a close frame").isEqualTo(0x88);
      assertThat(in.readUnsignedByte()).as("its length").isGreaterThanOrEqualTo(2);
      assertThat(in.readUnsignedShort()).isEqualTo(1009);
    }
  }

  @Test
  void eventStreamWhenSentIsNotHeldBack() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket
          .getOutputStream()
          .write(
              RawHttp.head(
                      "GET " + SESSION + "/executions?stub=sse HTTP/1.1",
                      "Host: localhost",
                      "Accept: text/event-stream",
                      "Connection: close")
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      StringBuilder seen = new StringBuilder();
      byte[] buffer = new byte[8192];
      while (!seen.toString().contains("data: 0")) {
        seen.append(new String(buffer, 0, in.read(buffer), StandardCharsets.US_ASCII));
      }
      assertThat(seen.toString()).contains("text/event-stream").doesNotContain("data: 3");
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        seen.append(new String(buffer, 0, n, StandardCharsets.US_ASCII));
      }
      assertThat(seen.toString()).contains("data: 3");
    }
  }
}
