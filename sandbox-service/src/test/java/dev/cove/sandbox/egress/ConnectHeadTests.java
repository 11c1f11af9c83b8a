package dev.cove.sandbox.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectHeadTests {

  private static @Nullable ConnectHead read(String text, int step) throws IOException, Refusal {
    var bytes =
        new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)) {
          @Override
          public int read(byte[] into, int at, int length) {
            return super.read(into, at, Math.min(step, length));
          }
        };
    return ConnectHead.read(Channels.newChannel(bytes));
  }

  private static String rule(String text) throws IOException {
    try {
      return String.valueOf(read(text, 1000));
    } catch (Refusal refusal) {
      return refusal.rule().code();
    }
  }

  @Test
  void readsAHeadThatComesInPiecesAndKeepsWhatFollows() throws Exception {
    String text =
        "CONNECT pypi.org:443 HTTP/1.1\r\nHost: evil.org:443\r\nX: \t\r\n\r\n\u0016\u0003rest";
    for (int step : new int[] {1, 2, 3, 7, 1000}) {
      ConnectHead head = Objects.requireNonNull(read(text, step));
      assertThat(head.target()).hasToString("pypi.org:443");
      byte[] rest = new byte[head.rest().remaining()];
      head.rest().get(rest);
      assertThat("\u0016\u0003rest").startsWith(new String(rest, StandardCharsets.ISO_8859_1));
    }
  }

  @Test
  void saysNothingToWhoSaidNothing() throws Exception {
    assertThat(read("", 1)).isNull();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "'GET / HTTP/1.1', method",
    "'GET http://pypi.org/ HTTP/1.1', method",
    "'POST https://pypi.org/ HTTP/1.1', method",
    "'OPTIONS * HTTP/1.1', method",
    "'connect pypi.org:443 HTTP/1.1', method",
    "'CONNECT pypi.org:443 HTTP/2.0', malformed",
    "'CONNECT pypi.org:443', malformed",
    "'CONNECT  pypi.org:443 HTTP/1.1', malformed",
    "'CONNECT pypi.org:443 HTTP/1.1 x', malformed",
    "'CONNECT pypi.org:443\t HTTP/1.1', malformed",
    "'PRI * HTTP/2.0', malformed",
    "'CONNECT user:pass@pypi.org:443 HTTP/1.1', user-info",
  })
  void onlyATunnelIsARequest(String line, String rule) throws Exception {
    assertThat(rule(line + "\r\n\r\n")).isEqualTo(rule);
  }

  @Test
  void aLineFeedAloneEndsNothing() throws Exception {
    assertThat(rule("CONNECT pypi.org:443 HTTP/1.1\n\n")).isEqualTo("malformed");
    assertThat(rule("CONNECT pypi.org:443 HTTP/1.1\nX: y\r\n\r\n")).isEqualTo("malformed");
    assertThat(rule("CONNECT pypi.org:443 HTTP/1.1\r\nX: \u0000\r\n\r\n")).isEqualTo("malformed");
  }

  @Test
  void endsWithinItsSize() throws Exception {
    String start = "CONNECT pypi.org:443 HTTP/1.1\r\nX: ";
    String fits = start + "y".repeat(ConnectHead.MAX_BYTES - start.length() - 4) + "\r\n\r\n";
    assertThat(read(fits, 1000)).isNotNull();
    assertThat(rule(start + "y".repeat(ConnectHead.MAX_BYTES))).isEqualTo("head-too-large");
    assertThat(rule("CONNECT pypi.org:443 HTTP/1.1\r\n")).isEqualTo("malformed");
  }

  @Test
  void plainHttpIsToldWhy() {
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> read("GET http://pypi.org/simple/ HTTP/1.1\r\n\r\n", 1000)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.text()).contains("only https does", "pypi.org/simple/"));
  }
}
