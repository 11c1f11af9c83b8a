package dev.cove.sandbox.sandbox;

import dev.cove.sandbox.container.ContainerLimits;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Sandboxes.
 *
 * @param image the image containers are made of
 * @param runDir the folder for the agents' sockets, at most 80 bytes long
 * @param dockerHost where the Docker Engine listens
 * @param instance marks the containers of this installation, so that no other's are touched; made
 *     from the run directory unless given
 * @param node this machine's name, shown to people
 * @param runtime the container runtime, by the name the engine knows it by; the engine's default
 *     unless given
 * @param startWithin a start that takes longer has failed
 * @param stopWithin how long a stop waits for the workspace's confirmation
 * @param runningPerUser sandboxes of one user that run at a time
 * @param parallelStarts containers made at a time; more only makes each slower
 * @param ignore names whose content stays in the container
 * @param limits what one container gets
 */
@Validated
@ConfigurationProperties("cove.sandbox")
public record SandboxProperties(
    @NotBlank @DefaultValue("cove-sandbox:latest") String image,
    @DefaultValue("/tmp/cove-run") Path runDir,
    @DefaultValue("unix:///var/run/docker.sock") String dockerHost,
    @Nullable String instance,
    @DefaultValue("local") String node,
    @Nullable String runtime,
    @DefaultValue("30s") Duration startWithin,
    @DefaultValue("20s") Duration stopWithin,
    @Min(1) @DefaultValue("3") int runningPerUser,
    @Min(1) @DefaultValue("4") int parallelStarts,
    @DefaultValue({
          ".venv",
          "__pycache__",
          "node_modules",
          ".ipynb_checkpoints",
          ".mypy_cache",
          ".pytest_cache",
          ".ruff_cache"
        })
        List<String> ignore,
    @DefaultValue ContainerLimits limits) {

  public SandboxProperties {
    runtime = runtime == null || runtime.isBlank() ? null : runtime;
  }

  /** The mark of this installation's containers. */
  public String instanceName() {
    if (instance != null) {
      return instance;
    }
    String path = runDir.toAbsolutePath().normalize().toString();
    return UUID.nameUUIDFromBytes(path.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
