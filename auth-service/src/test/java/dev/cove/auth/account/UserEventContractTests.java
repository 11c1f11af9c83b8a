package dev.cove.auth.account;

import dev.cove.starter.test.EventContract;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What other services read about users is written down. */
class UserEventContractTests {

  private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

  static UserEvent[] samples() {
    return new UserEvent[] {
      new UserRegistered(ID, "ada", "Ada Lovelace", Role.USER, ReviewerLevel.NONE),
      new UserUpdated(ID, "ada", "Countess Ada", Role.ADMIN, ReviewerLevel.JUNIOR),
      new ReviewerLevelChanged(ID, "ada", "Countess Ada", ReviewerLevel.SENIOR),
      new UserDisabled(ID),
      new UserDeleted(ID)
    };
  }

  @ParameterizedTest
  @MethodSource("samples")
  @DisplayName("Each event equals its golden sample")
  void eventEqualsItsGoldenSample(UserEvent sample) {
    EventContract.verify(sample);
  }
}
