package dev.cove.auth.login.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.auth.login.LoginProperties;
import dev.cove.auth.token.TokenProperties;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

/** The cookies' names and attributes follow the public origin. */
class LoginCookiesTests {

  @Test
  @DisplayName("B19 over https the cookies are Secure and carry their prefixes")
  void cookiesAreSecureOverHttps() {
    assertThat(cleared("https://cove.example"))
        .anyMatch(c -> c.startsWith("__Host-cove_access=;") && c.contains("Path=/;"))
        .anyMatch(c -> c.startsWith("__Secure-cove_refresh=;") && c.contains("Path=/api/auth;"))
        .allMatch(c -> c.contains("Secure;") && c.contains("HttpOnly"));
  }

  @Test
  void cookiesHaveNoPrefixOverHttp() {
    assertThat(cleared("http://localhost:8080"))
        .anyMatch(c -> c.startsWith("cove_access=;"))
        .anyMatch(c -> c.startsWith("cove_refresh=;"))
        .noneMatch(c -> c.contains("Secure"));
  }

  private static List<String> cleared(String origin) {
    Duration day = Duration.ofDays(1);
    MockHttpServletResponse response = new MockHttpServletResponse();
    new LoginCookies(
            new LoginProperties(URI.create(origin), List.of()),
            new TokenProperties(Duration.ofMinutes(10), Duration.ofMinutes(5), day, day))
        .clear(response);
    return response.getHeaders("Set-Cookie").stream().map(String::valueOf).toList();
  }
}
