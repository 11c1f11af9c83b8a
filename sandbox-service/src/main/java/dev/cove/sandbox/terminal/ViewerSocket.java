package dev.cove.sandbox.terminal;

import java.nio.ByteBuffer;

/** The way to one viewer. Nothing here blocks; what is sent arrives in order. */
public interface ViewerSocket {

  /**
   * Sends bytes of the terminal.
   *
   * @param written runs once the socket has taken them
   */
  void bytes(ByteBuffer bytes, Runnable written);

  /** Sends a JSON frame. */
  void frame(TerminalFrame.ToViewer frame);

  /** Keeps the connection alive; ends it when nothing was heard for long. */
  void keepAlive();

  /** Closes it after what was sent before. */
  void close(TerminalCloseStatus status);
}
