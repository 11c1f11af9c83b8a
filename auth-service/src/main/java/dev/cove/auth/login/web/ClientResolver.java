package dev.cove.auth.login.web;

import dev.cove.auth.login.Client;
import dev.cove.auth.login.LoginProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/**
 * Finds out from where a request comes. Only a trusted proxy may name somebody else, and only the
 * last address it names counts: what stands before it, the client may have written.
 */
@Component
class ClientResolver {

  private static final int MAX_USER_AGENT = 200;
  private static final Pattern LITERAL = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

  private final List<IpAddressMatcher> trusted;

  ClientResolver(LoginProperties properties) {
    this.trusted = properties.trustedProxies().stream().map(IpAddressMatcher::new).toList();
  }

  Client resolve(HttpServletRequest request) {
    String agent = Objects.requireNonNullElse(request.getHeader("User-Agent"), "");
    String printable = agent.replaceAll("[^\\x20-\\x7E]", "");
    return new Client(
        network(address(request)),
        printable.substring(0, Math.min(MAX_USER_AGENT, printable.length())));
  }

  private String address(HttpServletRequest request) {
    String peer = request.getRemoteAddr();
    List<String> forwarded =
        Collections.list(request.getHeaders("X-Forwarded-For")).stream()
            .flatMap(header -> List.of(header.split(",")).stream())
            .map(String::strip)
            .toList();
    if (forwarded.isEmpty() || trusted.stream().noneMatch(network -> network.matches(peer))) {
      return peer;
    }
    String last = forwarded.getLast();
    return LITERAL.matcher(last).matches() ? last : peer;
  }

  /** An IPv4 address, or the /64 network of an IPv6 address: so much a single person may have. */
  private static String network(String address) {
    try {
      if (InetAddress.ofLiteral(address) instanceof Inet6Address six) {
        byte[] bytes = six.getAddress();
        Arrays.fill(bytes, 8, 16, (byte) 0);
        return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
      }
      return address;
    } catch (IllegalArgumentException | UnknownHostException e) {
      return address;
    }
  }
}
