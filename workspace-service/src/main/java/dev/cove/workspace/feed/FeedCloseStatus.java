package dev.cove.workspace.feed;

import org.springframework.web.socket.CloseStatus;

/** Why the events socket closes, with the sentence that is shown. */
public enum FeedCloseStatus {
  /** No valid token. */
  NOT_SIGNED_IN(4401, "Log in to see this session."),
  /** Not there, or somebody else's. */
  NO_SUCH_SESSION(4404, "There is no such session."),
  /** Something is away for a moment. */
  TRY_AGAIN(1013, "Try again in a moment.");

  private final int code;
  private final String sentence;

  FeedCloseStatus(int code, String sentence) {
    this.code = code;
    this.sentence = sentence;
  }

  /** For the socket. */
  public CloseStatus status() {
    return new CloseStatus(code, sentence);
  }
}
