package dev.cove.sandbox.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastTextTests {

  private static String of(String text) {
    return LastText.of(text.replace('^', '\u001b').getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("S8 text, line ends and colours stay")
  void textStays() {
    assertThat(of("^[1;32mcoder^[0m$ ls\r\nmain.py\tÜñï🐍\r\n"))
        .isEqualTo("\u001b[1;32mcoder\u001b[0m$ ls\r\nmain.py\tÜñï🐍\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "a^[6nb", "a^[cb", "a^[>cb", "a^[?1049hb", "a^[2Jb", "a^[10;20Hb", "a^Pq#0^\\b",
        "a^]0;title^\\b",
    "a^]52;c;aGk=^\\b", "a^cb", "a^(0b", "a^=b", "a^[>4;1mb", "a^[?25lb", "a^[!pb", "a^[200~b"
  })
  @DisplayName("S8 T12 what asks, moves or switches is left out")
  void controlsAreLeftOut(String output) {
    assertThat(of(output)).isEqualTo("ab");
  }

  @Test
  void cutSequencesAndControlCharactersAreLeftOut() {
    assertThat(of("a\u0007b\u000e\u009bc^[12;")).isEqualTo("abc");
    assertThat(of("^")).isEmpty();
    assertThat(of("a^]0;unended").strip()).isEqualTo("a");
  }
}
