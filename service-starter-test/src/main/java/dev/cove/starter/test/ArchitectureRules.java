package dev.cove.starter.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** The house rules a reader should be able to infer from the tree alone, checked. */
public final class ArchitectureRules {

  private static final List<ArchRule> RULES =
      List.of(
          noClasses()
              .should()
              .haveNameMatching(".*(Impl|Utils?|Helper|Manager|Common|Base|Dto|Constants)")
              .because("a name says what a thing is for"),
          noClasses()
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(
                  "com.fasterxml.jackson.databind..", "com.fasterxml.jackson.core..")
              .because("the platform speaks Jackson 3 (tools.jackson)"),
          noFields()
              .should()
              .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
              .because("dependencies come through the constructor"),
          classes()
              .that()
              .haveSimpleNameEndingWith("Controller")
              .should()
              .resideInAPackage("..web..")
              .andShould()
              .bePackagePrivate()
              .allowEmptyShould(true)
              .because("HTTP is an edge, and nobody depends on an edge"),
          classes()
              .that()
              .haveSimpleNameEndingWith("Listener")
              .should()
              .resideInAPackage("..messaging..")
              .allowEmptyShould(true)
              .because("listeners are the edge to Kafka"),
          noClasses()
              .that()
              .resideOutsideOfPackage("..docker..")
              .should()
              .dependOnClassesThat()
              .resideInAPackage("com.github.dockerjava..")
              .because("only the Docker adapter speaks to Docker"));

  private ArchitectureRules() {}

  /** Checks every main class below a package. */
  public static void check(String basePackage) {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages(basePackage);
    if (classes.isEmpty()) {
      throw new AssertionError("no classes below " + basePackage);
    }
    RULES.forEach(rule -> rule.check(classes));
  }
}
