package dev.cove.gateway.limits;

import dev.cove.gateway.sessioncookie.SessionCookies;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** Names the one whose requests are counted: a user, a token without a user, or an address. */
@Component
class CallerKey {

  private static final Pattern SUBJECT = Pattern.compile("\"sub\"\\s*:\\s*\"([^\"]{1,64})\"");
  private static final int LONGEST_TOKEN = 8192;

  private final SessionCookies cookies;

  CallerKey(SessionCookies cookies) {
    this.cookies = cookies;
  }

  String of(ServerHttpRequest request, String network) {
    String given = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
    String token =
        given != null && given.regionMatches(true, 0, "Bearer ", 0, 7)
            ? given.substring(7)
            : cookies.accessToken(request);
    if (token == null || token.length() > LONGEST_TOKEN) {
      return "caller " + network;
    }
    String subject = subject(token);
    return subject == null ? "token " + token.hashCode() + " " + network : "user " + subject;
  }

  /** An IPv4 address, or the /64 that one IPv6 customer has. */
  static String network(String address) {
    try {
      if (InetAddress.ofLiteral(address) instanceof Inet6Address six) {
        return HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), 8));
      }
    } catch (IllegalArgumentException _) {
      return "unknown";
    }
    return address;
  }

  private static @Nullable String subject(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return null;
    }
    try {
      Matcher subject =
          SUBJECT.matcher(
              new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
      return subject.find() ? subject.group(1) : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
