package dev.cove.gateway.origin;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The origin that browsers must name. A platform on {@code localhost} is also reached as 127.0.0.1
 * and [::1], which are the same machine and only that.
 */
@Component
public class PublicOrigin {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final String scheme;
  private final String authority;
  private final Set<String> allowed = new LinkedHashSet<>();

  PublicOrigin(OriginProperties properties) {
    URI url = properties.publicUrl();
    String host = url.getHost();
    if (url.getScheme() == null || host == null) {
      throw new IllegalArgumentException("cove.public-url is not an origin: " + url);
    }
    this.scheme = url.getScheme().toLowerCase(Locale.ROOT);
    this.authority = authority(host.toLowerCase(Locale.ROOT), url.getPort());
    allowed.add(scheme + "://" + authority);
    if (LOOPBACK.contains(host.toLowerCase(Locale.ROOT))) {
      LOOPBACK.forEach(name -> allowed.add(scheme + "://" + authority(name, url.getPort())));
    }
    properties.allowedOrigins().forEach(origin -> allowed.add(origin.toLowerCase(Locale.ROOT)));
  }

  /** Whether a page of this origin may act with a person's cookie. */
  public boolean allows(@Nullable String origin) {
    return origin != null && allowed.contains(origin.toLowerCase(Locale.ROOT));
  }

  /** Whether people come by https. */
  public boolean secure() {
    return "https".equals(scheme);
  }

  /** {@code http} or {@code https}. */
  public String scheme() {
    return scheme;
  }

  /** Host, and the port when it is not the scheme's own. */
  public String authority() {
    return authority;
  }

  private String authority(String host, int port) {
    boolean usual = port == -1 || port == ("https".equals(scheme) ? 443 : 80);
    return usual ? host : host + ":" + port;
  }
}
