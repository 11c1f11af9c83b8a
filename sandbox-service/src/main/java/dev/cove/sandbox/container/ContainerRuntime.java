package dev.cove.sandbox.container;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs containers. Calls block, are thread-safe and throw {@link ContainerException}; they never
 * touch a container of another installation.
 */
public interface ContainerRuntime {

  /**
   * A container of this installation.
   *
   * @param sandboxId its label, null when somebody else made it look like ours
   */
  record Container(String containerId, @Nullable String sandboxId, boolean running) {}

  /**
   * Asks whether containers can be made with a runtime.
   *
   * @param runtime its name, or null for the engine's default
   * @throws ContainerException.NoRuntime when the engine does not know it
   */
  void check(@Nullable String runtime);

  /**
   * Makes and starts a container.
   *
   * @param whenMade runs when it has been made and before it is started, unless it cannot be made
   * @return its id
   */
  String launch(ContainerSpec spec, Runnable whenMade);

  /** Ends and removes a container at once; nothing happens when it is gone already. */
  void remove(String containerId);

  /** The container with this short id, if there is one. */
  Optional<Container> find(String sandboxId);

  /** All containers of this installation, running or not. */
  List<Container> list();
}
