package dev.cove.workspace.session;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a page of the list of sessions ends: the last one's time of use and id. */
record SessionCursor(Instant usedAt, UUID id) {

  private static final Instant EVER_AFTER = Instant.parse("9999-01-01T00:00:00Z");
  private static final UUID LAST = new UUID(-1, -1);

  static SessionCursor from(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return new SessionCursor(EVER_AFTER, LAST);
    }
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
      int colon = plain.indexOf(':');
      return new SessionCursor(
          Instant.EPOCH.plus(Long.parseLong(plain.substring(0, colon)), ChronoUnit.MICROS),
          UUID.fromString(plain.substring(colon + 1)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw SessionErrors.badCursor();
    }
  }

  static String after(Session session) {
    String plain =
        ChronoUnit.MICROS.between(Instant.EPOCH, session.lastUsedAt()) + ":" + session.id();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
  }
}
