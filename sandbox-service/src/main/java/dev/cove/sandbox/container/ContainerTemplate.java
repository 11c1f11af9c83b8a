package dev.cove.sandbox.container;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What every container of this installation is made like, whoever makes it. */
@FunctionalInterface
public interface ContainerTemplate {

  /**
   * The container with an id and a user of its own.
   *
   * @param session only a label for people who look; absent for a container that waits
   */
  ContainerSpec spec(String sandboxId, int uid, @Nullable UUID session);
}
