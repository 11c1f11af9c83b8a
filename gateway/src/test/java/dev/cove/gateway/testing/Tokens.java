package dev.cove.gateway.testing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** Access tokens in looks; the gateway never checks a signature. */
public final class Tokens {

  private Tokens() {}

  public static String of(String subject) {
    return expiring(subject, Instant.now().plusSeconds(600));
  }

  public static String expiring(String subject, Instant at) {
    return part("{\"alg\":\"ES256\"}")
        + "."
        + part("{\"sub\":\"" + subject + "\",\"exp\":" + at.getEpochSecond() + "}")
        + ".c2lnbmF0dXJl";
  }

  private static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
