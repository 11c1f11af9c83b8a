package dev.cove.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.cove.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

  @ArchTest
  static final ArchRule JACKSON_3 =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.fasterxml.jackson.databind..", "com.fasterxml.jackson.core..")
          .because("the platform's JSON is Jackson 3; the older one is only the registry client's");

  @ArchTest
  static final ArchRule NO_SERVLETS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.servlet..", "dev.cove.starter..")
          .because("the gateway is reactive and does not use the services' starter");

  @ArchTest
  static final ArchRule PROBLEMS_KNOW_NOBODY =
      noClasses()
          .that()
          .resideInAPackage("..problem")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..gateway.routing", "..gateway.headers", "..gateway.limits", "..gateway.frontend")
          .because("a refusal is the same whoever makes it");
}
