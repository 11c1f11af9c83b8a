package dev.cove.workspace.session;

/**
 * How far programs in a session's sandbox reach. A template declares it, and every session made
 * from that template has it, copies included.
 */
public enum NetworkMode {
  /** Nowhere. */
  NONE,
  /** The package indexes the installation lists. */
  PACKAGES,
  /** Web servers on the public Internet. */
  OPEN
}
