package dev.cove.workspace;

import dev.cove.starter.test.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

  @Test
  void houseRulesHold() {
    ArchitectureRules.check("dev.cove.workspace");
  }
}
