package dev.cove.auth.token;

import dev.cove.starter.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Which services may have a token, and the secret each proves itself with. */
@Component
public class ServiceClientSecrets {

  private static final int MIN_LENGTH = 16;

  private final Map<String, String> secrets;

  /**
   * @param clients {@code name=secret;name=secret}
   */
  ServiceClientSecrets(@Value("${cove.auth.service-clients}") String clients) {
    this.secrets =
        Arrays.stream(clients.split(";"))
            .map(String::strip)
            .filter(entry -> !entry.isEmpty())
            .map(ServiceClientSecrets::entry)
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The service an {@code Authorization: Basic} header proves, or a 401. */
  public String require(@Nullable String authorization) {
    if (authorization != null && authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      String[] pair = decode(authorization.substring(6).strip()).split(":", 2);
      String secret = secrets.getOrDefault(pair[0], "");
      boolean equal = Secrets.equal(pair.length == 2 ? pair[1] : "", secret);
      if (equal && !secret.isEmpty()) {
        return pair[0];
      }
    }
    throw new ProblemException(
            HttpStatus.UNAUTHORIZED, "unauthorized", "The service's name or secret is wrong.")
        .header("WWW-Authenticate", "Basic realm=\"cove-internal\"");
  }

  private static Map.Entry<String, String> entry(String text) {
    String[] pair = text.split("=", 2);
    if (pair.length < 2 || pair[1].length() < MIN_LENGTH) {
      throw new IllegalArgumentException(
          "cove.auth.service-clients: the secret of '%s' needs %d characters or more"
              .formatted(pair[0], MIN_LENGTH));
    }
    return Map.entry(pair[0].strip(), pair[1]);
  }

  private static String decode(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
