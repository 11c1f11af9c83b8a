package dev.cove.sandbox.egress;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a tunnel is to lead, in the one spelling that is compared: lower case, no dot at the end.
 * What some resolvers read as an address although it does not look like one ({@code 127.1}, {@code
 * 0x7f000001}) is no host at all.
 *
 * @param literal the address, when the host is one and no name
 */
record HostPort(String host, int port, @Nullable InetAddress literal) {

  private static final int MAX_NAME = 253;
  private static final Pattern NAME =
      Pattern.compile(
          "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*");
  private static final Pattern NUMBER_LAST = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");
  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile("(?:" + OCTET + "\\.){3}" + OCTET);
  private static final Pattern IPV6 = Pattern.compile("[0-9a-f:.]{2,45}");
  private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");

  /**
   * Reads {@code host:port}.
   *
   * @throws Refusal when it is anything else
   */
  static HostPort parse(String authority) throws Refusal {
    if (authority.indexOf('@') >= 0) {
      throw new Refusal(Refusal.Rule.USER_INFO, "a host has no user name before it");
    }
    int colon = authority.lastIndexOf(':');
    if (colon < 0 || !PORT.matcher(authority.substring(colon + 1)).matches()) {
      throw malformed(authority);
    }
    int port = Integer.parseInt(authority.substring(colon + 1));
    String host = authority.substring(0, colon).toLowerCase(Locale.ROOT);
    if (port > 65535) {
      throw malformed(authority);
    }
    if (host.startsWith("[") && host.endsWith("]")) {
      return literal(host.substring(1, host.length() - 1), port, IPV6, authority);
    }
    if (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    if (NUMBER_LAST.matcher(host).matches()) {
      return literal(host, port, IPV4, authority);
    }
    if (host.length() > MAX_NAME || !NAME.matcher(host).matches()) {
      throw malformed(authority);
    }
    return new HostPort(host, port, null);
  }

  private static HostPort literal(String host, int port, Pattern form, String authority)
      throws Refusal {
    if (!form.matcher(host).matches()) {
      throw malformed(authority);
    }
    try {
      return new HostPort(host, port, InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException _) {
      throw malformed(authority);
    }
  }

  private static Refusal malformed(String authority) {
    return new Refusal(
        Refusal.Rule.MALFORMED, "not a host and a port: " + Refusal.printable(authority, 100));
  }

  /** Whether it is the same place. */
  boolean sameAs(HostPort other) {
    return port == other.port && host.equals(other.host);
  }

  @Override
  public String toString() {
    return host + ':' + port;
  }
}
