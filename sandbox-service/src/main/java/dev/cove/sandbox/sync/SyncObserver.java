package dev.cove.sandbox.sync;

/** Hears what a container's synchronisation came to. Called on its worker; may take its time. */
public interface SyncObserver {

  /** The container has everything up to this revision. */
  void applied(long revision);

  /** The workspace did not take an item, and why. */
  void refused(String path, String code, String detail);
}
