package dev.cove.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.cove.starter.test.ArchitectureRules;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.cove.sandbox");

  @Test
  void theHouseRulesHold() {
    ArchitectureRules.check("dev.cove.sandbox");
  }

  @Test
  @DisplayName("L7 only the docker package talks to Docker")
  void onlyTheDockerPackageKnowsDocker() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.cove.sandbox.container.docker..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.github.dockerjava..")
        .check(MAIN);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.cove.sandbox.container.docker..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.cove.sandbox.container.docker..")
        .check(MAIN);
  }

  @Test
  @DisplayName("S9 only disks need the host's own programs")
  void onlyDisksRunProcessesOnTheHost() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.cove.sandbox.disk")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(ProcessBuilder.class, Process.class)
        .check(MAIN);
  }

  @Test
  void edgesDependInwards() {
    noClasses()
        .that()
        .resideInAnyPackage("..agent", "..sync", "..container", "..workspace", "..session")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..web..", "..messaging..", "..terminal..", "..execution..")
        .check(MAIN);
  }
}
