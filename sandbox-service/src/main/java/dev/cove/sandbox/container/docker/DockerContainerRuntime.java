package dev.cove.sandbox.container.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import dev.cove.sandbox.container.ContainerException;
import dev.cove.sandbox.container.ContainerRuntime;
import dev.cove.sandbox.container.ContainerSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Containers by docker-java: control calls only, no byte of a terminal or file goes this way. */
final class DockerContainerRuntime implements ContainerRuntime {

  private final DockerClient docker;
  private final String instance;
  private final String seccomp;
  private final int processors;
  private final EngineRuntime runtimes;

  DockerContainerRuntime(DockerClient docker, String instance, String seccomp, int processors) {
    this.docker = docker;
    this.instance = instance;
    this.seccomp = seccomp;
    this.processors = processors;
    this.runtimes = new EngineRuntime(docker);
  }

  @Override
  public void check(@Nullable String runtime) {
    var _ = call("", () -> runtimes.overhead(runtime));
  }

  @Override
  public String launch(ContainerSpec spec, Runnable whenMade) {
    KernelOverhead overhead = call("", () -> runtimes.overhead(spec.runtime()));
    String id =
        call(
            spec.image(),
            () ->
                docker
                    .createContainerCmd(spec.image())
                    .withName("cove-" + spec.sandboxId())
                    .withHostName("sandbox")
                    .withUser(spec.uid() + ":" + spec.uid())
                    .withEnv("HOME=/home/coder", "USER=coder", "LOGNAME=coder")
                    .withLabels(ContainerLabels.of(spec))
                    .withHostConfig(HostConfigMapper.map(spec, seccomp, processors, overhead))
                    .exec()
                    .getId());
    try {
      whenMade.run();
      var _ =
          call(
              spec.image(),
              () -> {
                docker.startContainerCmd(id).exec();
                return true;
              });
      return id;
    } catch (ContainerException e) {
      remove(id);
      throw e;
    }
  }

  @Override
  public void remove(String containerId) {
    var _ =
        call(
            "",
            () -> {
              try {
                docker.removeContainerCmd(containerId).withForce(true).exec();
              } catch (NotFoundException | NotModifiedException _) {
                return false;
              } catch (ConflictException _) {
                // its removal is in progress
                return false;
              }
              return true;
            });
  }

  @Override
  public Optional<Container> find(String sandboxId) {
    return search(Map.of(ContainerLabels.INSTANCE, instance, ContainerLabels.SANDBOX, sandboxId))
        .stream()
        .findFirst();
  }

  @Override
  public List<Container> list() {
    return search(Map.of(ContainerLabels.INSTANCE, instance));
  }

  private List<Container> search(Map<String, String> labels) {
    return call(
        "",
        () ->
            docker.listContainersCmd().withShowAll(true).withLabelFilter(labels).exec().stream()
                .map(DockerContainerRuntime::container)
                .toList());
  }

  private static Container container(com.github.dockerjava.api.model.Container found) {
    Map<String, String> labels = found.getLabels();
    @Nullable String sandboxId = labels == null ? null : labels.get(ContainerLabels.SANDBOX);
    return new Container(found.getId(), sandboxId, "running".equals(found.getState()));
  }

  private static <T> T call(String image, Supplier<T> call) {
    try {
      return call.get();
    } catch (ContainerException e) {
      throw e;
    } catch (NotFoundException e) {
      throw new ContainerException.NoImage(image, e);
    } catch (DockerException e) {
      throw new ContainerException.Refused("the engine refused: " + e.getHttpStatus(), e);
    } catch (RuntimeException e) {
      throw new ContainerException.Unavailable("the engine does not answer", e);
    }
  }
}
