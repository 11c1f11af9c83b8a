package dev.cove.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How passwords are kept. */
class PasswordsTests {

  private final Passwords passwords =
      new Passwords(new PasswordProperties(19456, 2, 2, Duration.ofSeconds(30)));

  @Test
  @DisplayName("A1 passwords are kept as salted Argon2id hashes")
  void hashIsSaltedArgon2id() {
    String hash = passwords.hash("Passw0rd!123");
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(passwords.hash("Passw0rd!123")).isNotEqualTo(hash);
    assertThat(passwords.matches("Passw0rd!123", hash)).isTrue();
    assertThat(passwords.matches("passw0rd!123", hash)).isFalse();
  }

  @Test
  @DisplayName("A1 no password is right where there is no account")
  void nothingMatchesNobody() {
    assertThat(passwords.matches("nobody has this password", null)).isFalse();
    assertThat(passwords.matches("", null)).isFalse();
  }

  @Test
  @DisplayName("A1 all 128 characters count, and a longer password is not cut to match")
  void everyCharacterCounts() {
    String longest = "ä".repeat(Passwords.MAX_LENGTH);
    String hash = passwords.hash(longest);
    assertThat(passwords.matches(longest, hash)).isTrue();
    assertThat(passwords.matches(longest.substring(1) + "x", hash)).isFalse();
    assertThat(passwords.matches(longest + "ä", hash)).isFalse();
  }
}
