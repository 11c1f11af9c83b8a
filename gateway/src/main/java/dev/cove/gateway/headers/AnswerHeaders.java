package dev.cove.gateway.headers;

import dev.cove.gateway.origin.PublicOrigin;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** The security headers of every answer, errors and raw protocol refusals included. */
@Component
public class AnswerHeaders {

  /** The header that says what a page may load and do. */
  public static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";

  /** For answers that are data: should a browser ever render one, it can do nothing. */
  public static final String DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

  private final Map<String, String> fixed = new LinkedHashMap<>();

  AnswerHeaders(PublicOrigin origin) {
    fixed.put("X-Content-Type-Options", "nosniff");
    fixed.put("X-Frame-Options", "DENY");
    fixed.put("Referrer-Policy", "same-origin");
    fixed.put(
        "Permissions-Policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), midi=(),"
            + " display-capture=(), clipboard-read=(self), clipboard-write=(self),"
            + " fullscreen=(self)");
    fixed.put("Cross-Origin-Opener-Policy", "same-origin");
    fixed.put("Cross-Origin-Resource-Policy", "same-origin");
    if (origin.secure()) {
      fixed.put("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }
  }

  /** Those that do not depend on what is answered. */
  public Map<String, String> fixed() {
    return fixed;
  }

  void applyTo(HttpHeaders headers, String policy) {
    fixed.forEach(headers::set);
    headers.set(CONTENT_SECURITY_POLICY, policy);
  }
}
