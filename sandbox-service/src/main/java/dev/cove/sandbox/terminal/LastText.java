package dev.cove.sandbox.terminal;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What a terminal's output leaves on paper: text and colours. Everything that moves, asks or
 * switches something is left out, since it is shown on another terminal's screen.
 */
final class LastText {

  /** OSC, DCS, APC, PM and SOS strings with their ends; CSI other than colours; other escapes. */
  private static final Pattern CONTROLS =
      Pattern.compile(
          "\\x1b[\\]PX^_][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)?"
              + "|\\x1b\\[[0-?]*[ -/]*[@-ln-~]"
              + "|\\x1b\\[[<-?][0-?]*[ -/]*m"
              + "|\\x1b(?!\\[)[ -/]*[0-~]?"
              + "|\\x1b\\[[0-?]*[ -/]*$"
              + "|[\\x00-\\x07\\x0b\\x0c\\x0e-\\x1a\\x1c-\\x1f\\x7f\\x80-\\x9f]");

  private LastText() {}

  static String of(byte[] output) {
    return CONTROLS.matcher(new String(output, StandardCharsets.UTF_8)).replaceAll("");
  }
}
