package dev.cove.sandbox.container.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Ulimit;
import dev.cove.sandbox.container.ContainerLimits;
import dev.cove.sandbox.container.ContainerSpec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;

class HostConfigMapperTests {

  private static final ContainerLimits LIMITS =
      new ContainerLimits(
          1,
          2,
          DataSize.ofGigabytes(1),
          256,
          DataSize.ofMegabytes(256),
          DataSize.ofMegabytes(128),
          DataSize.ofMegabytes(64),
          DataSize.ofMegabytes(32),
          DataSize.ofMegabytes(256),
          DataSize.ofMegabytes(5),
          1024);

  private static final UUID SESSION = UUID.fromString("01900000-0000-7000-8000-000000000001");

  private static ContainerSpec spec(@Nullable UUID session) {
    return spec(session, null);
  }

  private static ContainerSpec spec(@Nullable UUID session, @Nullable Path home) {
    return new ContainerSpec(
        "abcdef123456",
        "instance",
        session,
        "cove-sandbox:latest",
        Path.of("/run/x/abcdef123456"),
        100042,
        home,
        null,
        LIMITS);
  }

  private static Arguments row(String name, Function<HostConfig, Object> what, Object expected) {
    return Arguments.of(name, what, expected);
  }

  static Stream<Arguments> table() {
    return Stream.of(
        row("memory", HostConfig::getMemory, 1L << 30),
        row("no swap", HostConfig::getMemorySwap, 1L << 30),
        row("pids", HostConfig::getPidsLimit, 256L),
        row("ceiling of processors", HostConfig::getNanoCPUs, 2_000_000_000L),
        row("weight of processors", HostConfig::getCpuShares, 1024),
        row("shared memory", HostConfig::getShmSize, 32L << 20),
        row("read-only root", HostConfig::getReadonlyRootfs, true),
        row("not privileged", HostConfig::getPrivileged, false),
        row("no capability added", HostConfig::getCapAdd, "null"),
        row("network", HostConfig::getNetworkMode, "none"),
        row("ipc", HostConfig::getIpcMode, "private"),
        row("log", c -> c.getLogConfig().getType().getType(), "none"),
        row("restart", c -> c.getRestartPolicy().getName(), ""),
        row("runtime", HostConfig::getRuntime, "null"));
  }

  @ParameterizedTest(name = "L1 {0}")
  @MethodSource("table")
  void mapGivesEachLimit(String name, Function<HostConfig, Object> what, Object expected) {
    HostConfig config = HostConfigMapper.map(spec(SESSION), "{}", 8, KernelOverhead.NONE);
    assertThat(String.valueOf(what.apply(config))).isEqualTo(String.valueOf(expected));
  }

  @Test
  @DisplayName("L1 all capabilities dropped, no new privileges, the profile itself as text")
  void mapTakesAllRights() {
    HostConfig config = HostConfigMapper.map(spec(SESSION), "{\"a\":1}", 8, KernelOverhead.NONE);
    assertThat(config.getCapDrop()).containsExactly(Capability.ALL);
    assertThat(config.getSecurityOpts())
        .containsExactly("no-new-privileges:true", "seccomp={\"a\":1}");
  }

  @Test
  @DisplayName("L1 writable places are tmpfs of the container's own user, with sizes")
  void mapGivesTmpfs() {
    var tmpfs = HostConfigMapper.map(spec(SESSION), "{}", 8, KernelOverhead.NONE).getTmpFs();
    assertThat(tmpfs).containsOnlyKeys("/workspace", "/home/coder", "/tmp");
    assertThat(tmpfs.get("/workspace"))
        .contains("size=268435456", "nr_inodes=16k", "uid=100042", "gid=100042", "mode=750")
        .contains("nosuid", "nodev");
    assertThat(tmpfs.get("/home/coder")).contains("size=134217728", "uid=100042", "mode=700");
    assertThat(tmpfs.get("/tmp")).contains("size=67108864", "mode=1777", "nosuid", "nodev");
  }

  @Test
  @DisplayName("L1 the run directory is the only mount, and read-only")
  void mapMountsTheRunDirectoryReadOnly() {
    var binds = HostConfigMapper.map(spec(SESSION), "{}", 8, KernelOverhead.NONE).getBinds();
    assertThat(binds).hasSize(1);
    assertThat(binds[0].getPath()).isEqualTo("/run/x/abcdef123456");
    assertThat(binds[0].getVolume().getPath()).isEqualTo("/run/cove");
    assertThat(binds[0].getAccessMode()).isEqualTo(AccessMode.ro);
  }

  @Test
  @DisplayName("S9 a lasting home is a slave mount in place of the tmpfs")
  void mapWhenTheHomeLastsMountsItsSlot() {
    var config =
        HostConfigMapper.map(
            spec(null, Path.of("/disks/abcdef123456")), "{}", 8, KernelOverhead.NONE);
    assertThat(config.getTmpFs()).containsOnlyKeys("/workspace", "/tmp");
    assertThat(config.getBinds()).hasSize(2);
    assertThat(config.getBinds()[1].toString()).isEqualTo("/disks/abcdef123456:/home:rw,rslave");
  }

  @Test
  @DisplayName("L1 descriptors, core files and file size are limited, processes per user are not")
  void mapGivesUlimits() {
    Ulimit[] ulimits =
        HostConfigMapper.map(spec(SESSION), "{}", 8, KernelOverhead.NONE).getUlimits();
    assertThat(Arrays.stream(ulimits).map(u -> u.getName() + "=" + u.getHardLong()))
        .containsExactlyInAnyOrder("nofile=1024", "core=0", "fsize=268435456");
  }

  @Test
  void mapWhenTheMachineHasOneProcessorAsksForNoMore() {
    assertThat(HostConfigMapper.map(spec(SESSION), "{}", 1, KernelOverhead.NONE).getNanoCPUs())
        .isEqualTo(1_000_000_000L);
  }

  @Test
  @DisplayName("L1 the room a kernel of its own takes is added to what the programs have")
  void mapAddsWhatAKernelTakes() {
    HostConfig config = HostConfigMapper.map(spec(SESSION), "{}", 8, KernelOverhead.GVISOR);
    assertThat(config.getMemory()).isEqualTo((1024L + 128) << 20);
    assertThat(config.getMemorySwap()).isEqualTo(config.getMemory());
    assertThat(config.getPidsLimit()).isEqualTo(256L * 8 + 128);
  }

  @Test
  void labelsWhenNoSessionIsAssignedNameNone() {
    assertThat(ContainerLabels.of(spec(null))).containsOnlyKeys("cove.sandbox", "cove.instance");
    assertThat(ContainerLabels.of(spec(SESSION))).containsEntry("cove.session", SESSION.toString());
  }
}
