package dev.cove.sandbox.container;

import dev.cove.sandbox.disk.SessionDisks;
import org.springframework.stereotype.Component;

/** Removes a sandbox's container together with what it held of the host. Thread-safe. */
@Component
public class ContainerRemover {

  private final ContainerRuntime containers;
  private final SessionDisks disks;

  ContainerRemover(ContainerRuntime containers, SessionDisks disks) {
    this.containers = containers;
    this.disks = disks;
  }

  /**
   * Removes it if there is one.
   *
   * @throws ContainerException when the engine cannot say or do it; its disk stays where it is
   */
  public void remove(String sandboxId) {
    containers.find(sandboxId).ifPresent(found -> containers.remove(found.containerId()));
    disks.detach(sandboxId);
  }
}
