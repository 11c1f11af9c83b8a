package dev.cove.gateway.headers;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Who is really calling: the socket's other end, or what our own trusted proxies say they saw.
 * Nothing that a client can write into a header counts.
 */
@Component
public class ClientAddress {

  private final List<String> trustedProxies;

  ClientAddress(HeaderProperties properties) {
    this.trustedProxies = properties.trustedProxies();
  }

  /** The caller's address in text, or {@code unknown} when the socket has gone. */
  public String of(ServerHttpRequest request) {
    InetSocketAddress peer = request.getRemoteAddress();
    if (peer == null || peer.getAddress() == null) {
      return "unknown";
    }
    String address = peer.getAddress().getHostAddress();
    if (!trustedProxies.contains(address)) {
      return address;
    }
    List<String> seen =
        request.getHeaders().getOrEmpty("X-Forwarded-For").stream()
            .flatMap(line -> List.of(line.split(",", -1)).stream())
            .map(String::strip)
            .toList();
    for (String candidate : seen.reversed()) {
      String literal = literal(candidate);
      if (literal.isEmpty()) {
        return address;
      }
      if (!trustedProxies.contains(literal)) {
        return literal;
      }
    }
    return address;
  }

  private static String literal(String text) {
    try {
      return InetAddress.ofLiteral(text).getHostAddress();
    } catch (IllegalArgumentException _) {
      return "";
    }
  }
}
