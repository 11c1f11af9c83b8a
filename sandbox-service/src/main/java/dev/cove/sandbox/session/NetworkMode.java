package dev.cove.sandbox.session;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How far programs in a session's sandbox reach, as its template declared. */
public enum NetworkMode {
  /** Nowhere. */
  NONE,
  /** The package indexes this installation lists. */
  PACKAGES,
  /** Web servers on the public Internet. */
  OPEN;

  /** What another service said; silence, and a word of tomorrow, mean none. */
  public static NetworkMode of(@Nullable String told) {
    return switch (told == null ? "" : told.toUpperCase(Locale.ROOT)) {
      case "PACKAGES" -> PACKAGES;
      case "OPEN" -> OPEN;
      default -> NONE;
    };
  }
}
