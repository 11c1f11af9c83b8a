package dev.cove.auth;

import dev.cove.starter.test.ArchitectureRules;
import org.junit.jupiter.api.Test;

/** The house rules hold here. */
class ArchitectureTests {

  @Test
  void houseRulesHold() {
    ArchitectureRules.check("dev.cove.auth");
  }
}
