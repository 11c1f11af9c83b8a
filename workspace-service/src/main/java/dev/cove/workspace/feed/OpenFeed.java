package dev.cove.workspace.feed;

/** A feed that runs until its socket is closed. */
public interface OpenFeed {

  /** The socket is closed. */
  void end();
}
