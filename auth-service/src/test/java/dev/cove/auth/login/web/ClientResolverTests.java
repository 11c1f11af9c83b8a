package dev.cove.auth.login.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.auth.login.LoginProperties;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** Whom a limit is counted for. */
class ClientResolverTests {

  private final ClientResolver resolver =
      new ClientResolver(
          new LoginProperties(URI.create("http://localhost"), List.of("127.0.0.0/8", "::1")));

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 203.0.113.7, 203.0.113.7",
    "127.0.0.1, '1.1.1.1, 203.0.113.7', 203.0.113.7",
    "127.0.0.1, 'evil\nname', 127.0.0.1",
    "127.0.0.1, , 127.0.0.1",
    "198.51.100.1, 203.0.113.7, 198.51.100.1",
    "0:0:0:0:0:0:0:1, '2001:db8:1:2:3:4:5:6', 2001:db8:1:2:0:0:0:0/64",
    "127.0.0.1, '2001:db8:1:2:ffff::1', 2001:db8:1:2:0:0:0:0/64",
  })
  @DisplayName("B22 only a trusted proxy names the caller, by the last address alone")
  void lastAddressOfTrustedProxyCounts(String peer, String forwarded, String expected) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setRemoteAddr(peer);
    if (forwarded != null) {
      request.addHeader("X-Forwarded-For", forwarded);
    }
    request.addHeader("User-Agent", "x\u0000\n" + "y".repeat(500));
    assertThat(resolver.resolve(request).address()).isEqualTo(expected);
    assertThat(resolver.resolve(request).userAgent()).startsWith("xy").hasSize(200);
  }
}
