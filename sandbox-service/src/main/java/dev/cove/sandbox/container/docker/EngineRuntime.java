package dev.cove.sandbox.container.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.RuntimeInfo;
import dev.cove.sandbox.container.ContainerException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The configured container runtime as the engine knows it. Asked anew for each container, since an
 * engine takes up and drops runtimes while it runs.
 */
final class EngineRuntime {

  private static final String GVISOR = "runsc";

  private final DockerClient docker;

  EngineRuntime(DockerClient docker) {
    this.docker = docker;
  }

  /**
   * What the kernel of its containers takes.
   *
   * @param name the runtime, or null for the engine's default
   * @throws ContainerException.NoRuntime when the engine does not know it
   */
  KernelOverhead overhead(@Nullable String name) {
    if (name == null) {
      return KernelOverhead.NONE;
    }
    Map<String, RuntimeInfo> known =
        Objects.requireNonNullElse(docker.infoCmd().exec().getRuntimes(), Map.of());
    RuntimeInfo found = known.get(name);
    if (found == null) {
      throw new ContainerException.NoRuntime(name, new TreeSet<>(known.keySet()));
    }
    String path = found.getPath();
    return name.contains(GVISOR) || (path != null && path.contains(GVISOR))
        ? KernelOverhead.GVISOR
        : KernelOverhead.NONE;
  }
}
