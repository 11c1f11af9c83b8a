package dev.cove.workspace.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cove.starter.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilePathTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ünï code 🐍.py",
        ".env",
        "...",
        "..a",
        "a..",
        " ",
        " a ",
        "a%2Fb",
        "a\\b",
        "a;b",
        "~",
        "C:",
        "\u202Ertl"
      })
  @DisplayName("F2 these names are fine")
  void allowed(String name) {
    assertThat(FilePath.of(name).value()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "'', empty",
    "/a, relative",
    "/, relative",
    "a//b, empty-name",
    "a/, empty-name",
    "., dot-name",
    "a/.., dot-name",
    "../a, dot-name",
    "'a\u0000b', control-character",
    "'a\nb', control-character",
    "'a\u0085b', control-character",
  })
  @DisplayName("F2 a refusal names its rule")
  void refused(String path, String rule) {
    assertRefused(path, rule);
  }

  @Test
  @DisplayName("F2 lengths count bytes, not characters, and are kept to the byte")
  void lengths() {
    assertThat(FilePath.of("ü".repeat(127) + "x").value()).hasSize(128);
    assertRefused("ü".repeat(128), "name-length");
    String exactly = ("n".repeat(203) + "/").repeat(5) + "last";
    assertThat(FilePath.of(exactly).value()).hasSize(1024);
    assertRefused(exactly + "1", "path-length");
    assertThat(FilePath.of("d/".repeat(31) + "d").depth()).isEqualTo(32);
    assertRefused("d/".repeat(32) + "d", "depth");
    assertRefused("broken \uD83D surrogate", "utf-8");
  }

  @Test
  @DisplayName("F2 a person's path is composed, a container's is taken as it is and refused")
  void composedForm() {
    assertThat(FilePath.of("cafe\u0301").value()).isEqualTo("café");
    assertThatThrownBy(() -> new FilePath("cafe\u0301"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.properties()).containsEntry("rule", "composed-form"));
  }

  @Test
  void refusalsShowNoControlCharacters() {
    assertThatThrownBy(() -> FilePath.of("a\u0007b"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.properties()).containsEntry("path", "a\uFFFDb"));
  }

  @Test
  void knowsItsParts() {
    FilePath path = FilePath.of("a/b/c.txt");

    assertThat(path.name()).isEqualTo("c.txt");
    assertThat(path.parent()).contains(FilePath.of("a/b"));
    assertThat(path.ancestors()).isEqualTo(List.of(FilePath.of("a"), FilePath.of("a/b")));
    assertThat(FilePath.of("a").parent()).isEmpty();
    assertThat(path.isWithin(FilePath.of("a"))).isTrue();
    assertThat(path.isWithin(path)).isTrue();
    assertThat(FilePath.of("ab").isWithin(FilePath.of("a"))).isFalse();
  }

  private static void assertRefused(String path, String rule) {
    assertThatThrownBy(() -> FilePath.of(path))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.code()).isEqualTo("invalid-path");
              assertThat(e.properties()).containsEntry("rule", rule);
              assertThat(e.status().value()).isEqualTo(400);
            });
  }
}
