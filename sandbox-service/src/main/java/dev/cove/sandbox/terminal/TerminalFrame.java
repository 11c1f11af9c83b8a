package dev.cove.sandbox.terminal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The JSON text frames of a terminal's socket; bytes of the terminal are binary frames. */
public sealed interface TerminalFrame {

  /** What a viewer sends. */
  sealed interface FromViewer extends TerminalFrame {}

  /** What a viewer is sent. */
  sealed interface ToViewer extends TerminalFrame {}

  /** The viewer's size. */
  record Resize(int cols, int rows) implements FromViewer {}

  /** The viewer has shown everything before this offset. */
  record Ack(long offset) implements FromViewer {}

  /** Are you there. */
  record Ping() implements FromViewer {}

  /**
   * First of all: where the terminal stands, and from where bytes follow.
   *
   * @param modes to be written to a fresh screen before those bytes, when their beginning is lost
   */
  record Ready(
      UUID terminalId, long offset, long replayFrom, int cols, int rows, String title, String modes)
      implements ToViewer {}

  /** The shell ended. */
  record Exit(@Nullable Integer exitCode) implements ToViewer {}

  /** The sandbox ran into a limit. */
  record Limit(String limit, String detail) implements ToViewer {}

  /** Something to tell the user; level INFO, WARNING or ERROR. */
  record Notice(String level, String text) implements ToViewer {}

  /** A program named the terminal. */
  record Title(String title) implements ToViewer {}

  /** I am here. */
  record Pong() implements ToViewer {}
}
