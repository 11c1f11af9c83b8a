package dev.cove.sandbox.sync;

import java.util.concurrent.Semaphore;

/**
 * Bounds how much file content this service holds at a time, over all containers: a few groups of
 * at most 16 MiB, however long the workspace is away.
 */
public final class ContentBudget {

  static final long GROUP_BYTES = 16L * 1024 * 1024;
  static final int GROUP_ITEMS = 500;

  private final Semaphore groups;

  /**
   * @param groups groups held at a time
   */
  public ContentBudget(int groups) {
    this.groups = new Semaphore(groups, true);
  }

  void hold() throws InterruptedException {
    groups.acquire();
  }

  void release() {
    groups.release();
  }
}
