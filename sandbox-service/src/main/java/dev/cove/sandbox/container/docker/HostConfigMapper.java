package dev.cove.sandbox.container.docker;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.PropagationMode;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.SELContext;
import com.github.dockerjava.api.model.Ulimit;
import com.github.dockerjava.api.model.Volume;
import dev.cove.sandbox.container.ContainerLimits;
import dev.cove.sandbox.container.ContainerSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every security option and limit of a container, in one pure function.
 *
 * <p>Processors: a container may take {@code burstCpus} while they are free (a hard ceiling), and
 * {@code cpus} is its weight against the others when they are not. A hard ceiling of one would
 * waste idle processors, and a weight alone would let one session take a large machine.
 */
final class HostConfigMapper {

  /** The engine's weight of one processor. */
  private static final int SHARES_PER_CPU = 1024;

  private static final double NANO = 1e9;

  private HostConfigMapper() {}

  /**
   * @param seccomp the profile's JSON text: the engine's interface takes no path
   * @param processors of this machine: the engine refuses a ceiling above them
   * @param overhead what the container's kernel takes beside its programs
   */
  static HostConfig map(
      ContainerSpec spec, String seccomp, int processors, KernelOverhead overhead) {
    ContainerLimits limits = spec.limits();
    long memory = limits.memory().toBytes() + overhead.memory().toBytes();
    HostConfig config =
        HostConfig.newHostConfig()
            .withCapDrop(Capability.ALL)
            .withPrivileged(false)
            .withSecurityOpts(List.of("no-new-privileges:true", "seccomp=" + seccomp))
            .withReadonlyRootfs(true)
            .withTmpFs(tmpfs(spec))
            .withBinds(binds(spec))
            .withMemory(memory)
            .withMemorySwap(memory)
            .withNanoCPUs((long) (Math.min(limits.burstCpus(), processors) * NANO))
            .withCpuShares((int) Math.max(2, limits.cpus() * SHARES_PER_CPU))
            .withPidsLimit(overhead.pids(limits.pids()))
            .withShmSize(limits.sharedMemory().toBytes())
            .withUlimits(
                new Ulimit[] {
                  // nproc is not here: it counts per user over all containers
                  new Ulimit("nofile", (long) limits.openFiles(), (long) limits.openFiles()),
                  new Ulimit("core", 0L, 0L),
                  new Ulimit("fsize", limits.fileSize().toBytes(), limits.fileSize().toBytes())
                })
            .withNetworkMode("none")
            .withIpcMode("private")
            .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE, Map.of()))
            .withRestartPolicy(RestartPolicy.noRestart())
            .withAutoRemove(false)
            .withInit(false);
    return spec.runtime() == null ? config : config.withRuntime(spec.runtime());
  }

  private static List<Bind> binds(ContainerSpec spec) {
    List<Bind> binds = new ArrayList<>();
    binds.add(new Bind(spec.runDirectory().toString(), new Volume("/run/cove"), AccessMode.ro));
    Path homes = spec.homes();
    if (homes != null) {
      // slave: the session's disk arrives later, and no mount of the container gets out
      binds.add(
          new Bind(
              homes.toString(),
              new Volume("/home"),
              AccessMode.rw,
              SELContext.DEFAULT,
              null,
              PropagationMode.RSLAVE));
    }
    return binds;
  }

  private static Map<String, String> tmpfs(ContainerSpec spec) {
    ContainerLimits limits = spec.limits();
    String owner = "uid=" + spec.uid() + ",gid=" + spec.uid();
    Map<String, String> tmpfs = new LinkedHashMap<>();
    tmpfs.put(
        "/workspace",
        "rw,exec,nosuid,nodev,size="
            + limits.disk().toBytes()
            + ",nr_inodes=16k,"
            + owner
            + ",mode=750");
    // exec as in the workspace: packages installed for the user have libraries to map
    if (spec.homes() == null) {
      tmpfs.put(
          "/home/coder",
          "rw,exec,nosuid,nodev,size="
              + limits.home().toBytes()
              + ",nr_inodes=16k,"
              + owner
              + ",mode=700");
    }
    tmpfs.put(
        "/tmp", "rw,nosuid,nodev,size=" + limits.temp().toBytes() + ",nr_inodes=8k,mode=1777");
    return tmpfs;
  }
}
