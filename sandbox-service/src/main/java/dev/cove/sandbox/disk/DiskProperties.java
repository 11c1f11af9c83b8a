package dev.cove.sandbox.disk;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Disks of sessions.
 *
 * @param mode whether homes are kept in images
 * @param dir where the images are; beside the run directory unless given
 * @param size of a disk: a hard limit, and only what is written takes room
 * @param inodes files and folders a disk has room for
 */
@Validated
@ConfigurationProperties("cove.sandbox.home-disk")
public record DiskProperties(
    @DefaultValue("auto") Mode mode,
    @Nullable Path dir,
    @DefaultValue("1GB") DataSize size,
    @DefaultValue("65536") int inodes) {

  /** How homes are kept. */
  public enum Mode {
    /** In images where this process may mount, else in memory. */
    AUTO,
    /** In images, or the service does not start. */
    IMAGE,
    /** In memory only. */
    TMPFS
  }
}
