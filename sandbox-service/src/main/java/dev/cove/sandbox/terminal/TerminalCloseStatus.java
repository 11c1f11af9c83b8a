package dev.cove.sandbox.terminal;

/**
 * Why a terminal's socket is closed: the code for the program, the sentence for people (at most 123
 * bytes, as RFC 6455 has it).
 */
public enum TerminalCloseStatus {
  /** The terminal was closed by its owner. */
  CLOSED(1000, "This terminal was closed."),
  /** Nobody was heard for too long. */
  SILENT(1001, "The connection was silent for too long. Connect again to go on."),
  /** Something went wrong here. */
  FAILED(1011, "The terminal could not be opened. Try again in a moment."),
  /**
   * The way to the container was interrupted; nothing is lost. A code of our own: gateways turn
   * 1012 into a protocol error without a reason.
   */
  INTERRUPTED(4503, "The way to the sandbox was interrupted. Connect again to go on."),
  /** The browser took nothing while much was to be said; what it missed is kept. */
  BEHIND(4503, "The connection could not keep up. Connect again to go on."),
  /** No valid token. */
  UNAUTHENTICATED(4401, "Log in again to use this terminal."),
  /** Not theirs, or none. */
  NOT_FOUND(4404, "There is no such session or terminal."),
  /** Somebody else uses it now. */
  TAKEN_OVER(4409, "This terminal was taken over in another window."),
  /** The container is gone. */
  STOPPED(4410, "The sandbox was stopped. Start it to go on; saved files are all there."),
  /** Too many of something. */
  TOO_MANY(4429, "Too many sandboxes or viewers are open. Close one of them first.");

  private final int code;
  private final String sentence;

  TerminalCloseStatus(int code, String sentence) {
    this.code = code;
    this.sentence = sentence;
  }

  /** The WebSocket close code. */
  public int code() {
    return code;
  }

  /** What the user reads. */
  public String sentence() {
    return sentence;
  }
}
