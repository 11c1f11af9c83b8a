package dev.cove.sandbox.disk;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Finds out by trying whether this process may mount. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DiskProperties.class)
class DiskConfiguration {

  /** By then a start has its prompt. */
  private static final long LATER_SECONDS = 2;

  private static final Logger log = LoggerFactory.getLogger(DiskConfiguration.class);

  @Bean
  SessionDisks sessionDisks(
      DiskProperties properties, @Value("${cove.sandbox.run-dir:/tmp/cove-run}") Path runDir) {
    if (properties.mode() == DiskProperties.Mode.TMPFS) {
      return new TemporaryDisks();
    }
    Path run = runDir.toAbsolutePath().normalize();
    Path dir =
        Objects.requireNonNullElseGet(
            properties.dir(), () -> run.resolveSibling(run.getFileName() + "-disks"));
    var disks = new ImageDisks(dir, properties.size(), properties.inodes(), later());
    try {
      disks.open();
      return disks;
    } catch (DiskException e) {
      if (properties.mode() == DiskProperties.Mode.IMAGE) {
        throw e;
      }
      log.warn("Homes end with their containers, since this process may not mount disks", e);
      return new TemporaryDisks();
    }
  }

  private static Executor later() {
    return CompletableFuture.delayedExecutor(
        LATER_SECONDS, TimeUnit.SECONDS, Thread.ofVirtual().name("disk-ahead")::start);
  }
}
