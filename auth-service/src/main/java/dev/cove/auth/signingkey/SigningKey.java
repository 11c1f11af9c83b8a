package dev.cove.auth.signingkey;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A pair and when it signs. The private half is gone once it stopped signing. */
record SigningKey(
    String kid,
    ECKey publicKey,
    @Nullable ECKey privateKey,
    Instant signsFrom,
    Instant retiresAt,
    Instant expiresAt) {

  /** The pair that signs at a time: the newest whose turn has come, else the newest of all. */
  static Optional<SigningKey> signing(List<SigningKey> keys, Instant now) {
    List<SigningKey> usable =
        keys.stream()
            .filter(key -> key.privateKey() != null && now.isBefore(key.retiresAt()))
            .sorted(Comparator.comparing(SigningKey::signsFrom).reversed())
            .toList();
    return usable.stream()
        .filter(key -> !now.isBefore(key.signsFrom()))
        .findFirst()
        .or(() -> usable.stream().findFirst());
  }

  /** When the next pair has to begin to sign, if it has to be made by now. */
  static Optional<Instant> nextDue(
      List<SigningKey> keys, SigningKeyProperties properties, Instant now) {
    Optional<Instant> end = keys.stream().map(SigningKey::retiresAt).max(Comparator.naturalOrder());
    if (end.isEmpty() || end.get().isBefore(now)) {
      return Optional.of(now);
    }
    return end.filter(retires -> !now.isBefore(retires.minus(properties.announce())));
  }
}
