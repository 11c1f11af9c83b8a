package dev.cove.review.comment;

import java.util.UUID;

/** Files of the caller's own session, with the caller's own rights. */
public interface LiveFiles {

  /** A text file as it is now. */
  record Text(String content, String etag) {}

  /** The file now; a refusal when there is none. */
  Text read(UUID session, String path);

  /** Saves a new version of what was read; a refusal when somebody was faster. */
  void save(UUID session, String path, Text read, String content);
}
