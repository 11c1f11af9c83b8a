package dev.cove.sandbox.container;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What every container of this installation is made like, whoever makes it. */
@FunctionalInterface
public interface ContainerTemplate {

  /**
   * The container with an id and a user of its own.
   *
   * @param session whose container it is, which is to attach the session's disk; absent for one
   *     that waits with a spare disk
   */
  ContainerSpec spec(String sandboxId, int uid, @Nullable UUID session);
}
