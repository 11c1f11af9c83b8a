package dev.cove.workspace.session;

import java.util.UUID;

/** Puts the first files into a session that was just made, in the caller's transaction. */
public interface InitialFiles {

  /** Puts in what the template has. */
  void fromTemplate(UUID session, String template);

  /** Puts in what another session has now. */
  void copyOf(UUID session, UUID source);

  /** Puts in what a snapshot has. */
  void ofSnapshot(UUID session, UUID snapshot);
}
