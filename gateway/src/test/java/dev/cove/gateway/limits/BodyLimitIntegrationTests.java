package dev.cove.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.gateway.testing.GatewayTest;
import dev.cove.gateway.testing.RawHttp;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BodyLimitIntegrationTests extends GatewayTest {

  private static final int MEBIBYTE = 1 << 20;

  @Test
  @DisplayName("B21 a JSON body of exactly the limit passes, one byte more is refused")
  void bodyWhenJsonIsLimited() {
    assertThat(gateway().send("POST", "/api/sessions", "x".repeat(MEBIBYTE)).status())
        .isEqualTo(200);
    assertThat(WORKSPACE.last().body()).hasSize(MEBIBYTE);

    RawHttp.Answer refused = gateway().send("POST", "/api/sessions", "x".repeat(MEBIBYTE + 1));
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.body())
        .contains("\"code\":\"too-large\"")
        .contains("\"limit\":1048576")
        .contains("\"actual\":1048577");
  }

  @Test
  void bodyWhenSentSlowlyAndTooLargeIsAnsweredAllTheSame() {
    int size = 8 * MEBIBYTE;
    String head =
        RawHttp.head(
            "POST /api/sessions HTTP/1.1",
            "Host: localhost",
            "Connection: close",
            "Content-Length: " + size);

    // each part meets a side that has long said no
    String part = "x".repeat(size / 8);
    RawHttp.Answer refused =
        gateway()
            .exchange(Duration.ofMillis(60), head, part, part, part, part, part, part, part, part);

    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.body()).contains("\"code\":\"too-large\"");
  }

  @Test
  void bodyWhenChunkedIsCounted() {
    String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
    String head =
        RawHttp.head(
            "POST /api/sessions HTTP/1.1",
            "Host: localhost",
            "Connection: close",
            "Transfer-Encoding: chunked");

    assertThat(gateway().exchange(head + chunk.repeat(16) + "0\r\n\r\n").status()).isEqualTo(200);
    RawHttp.Answer refused = gateway().exchange(head + chunk.repeat(17) + "0\r\n\r\n");
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.body()).contains("\"code\":\"too-large\"");
  }

  @Test
  void bodyWhenFileIsLargerThanTheServicesLimitReachesItForItsOwnAnswer() {
    int size = 5 * MEBIBYTE + 1;

    assertThat(gateway().send("PUT", SESSION + "/files/big.bin", "x".repeat(size)).status())
        .isEqualTo(200);
    assertThat(WORKSPACE.last().body()).hasSize(size);
  }

  @Test
  void bodyWhenFarTooLargeIsRefusedBeforeItIsSent() {
    RawHttp.Answer file =
        gateway()
            .exchange(
                RawHttp.head(
                    "PUT " + SESSION + "/files/big.bin HTTP/1.1",
                    "Host: localhost",
                    "Content-Length: 10737418240"));
    RawHttp.Answer archive =
        gateway()
            .exchange(
                RawHttp.head(
                    "POST " + SESSION + "/import HTTP/1.1",
                    "Host: localhost",
                    "Content-Length: 115343361"));

    assertThat(file.status()).isEqualTo(413);
    assertThat(archive.status()).isEqualTo(413);
    assertThat(archive.body()).contains("\"limit\":115343360");
  }

  @Test
  @DisplayName("B25 a request that two parsers could read differently does not get through twice")
  void requestWhenSmuggledIsOneRequest() {
    int before = WORKSPACE.seen().size();

    gateway()
        .exchange(
            RawHttp.head(
                    "POST /api/sessions HTTP/1.1",
                    "Host: localhost",
                    "Connection: close",
                    "Content-Length: 4",
                    "Transfer-Encoding: chunked")
                + "0\r\n\r\n"
                + RawHttp.head("GET /api/sessions/smuggled HTTP/1.1", "Host: localhost"));
    RawHttp.Answer twoLengths =
        gateway()
            .exchange(
                RawHttp.head(
                        "POST /api/sessions HTTP/1.1",
                        "Host: localhost",
                        "Content-Length: 4",
                        "Content-Length: 40")
                    + "body");

    assertThat(twoLengths.status()).isEqualTo(400);
    assertThat(WORKSPACE.seen().subList(before, WORKSPACE.seen().size()))
        .noneMatch(seen -> seen.uri().contains("smuggled"));
  }

  @Test
  void headWhenTooLargeIsRefused() {
    assertThat(gateway().get("/api/sessions?q=" + "x".repeat(9000)).status()).isEqualTo(414);
    assertThat(gateway().get("/api/sessions", "X-Big: " + "x".repeat(40_000)).status())
        .isEqualTo(431);
  }
}
