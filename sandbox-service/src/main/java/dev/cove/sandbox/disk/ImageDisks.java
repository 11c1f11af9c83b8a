package dev.cove.sandbox.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/**
 * A size-capped ext4 image per session. Containers see their slot as a slave mount, so an image
 * mounted at the folder in the slot of a running container appears in it, and nothing a container
 * does appears here. The image is never mounted at the slot itself: a container keeps the mount it
 * was given, and only what is mounted below it is exchanged.
 *
 * <p>No program here follows a path of a user: an image is mounted and unmounted as a whole, and is
 * given to its next user before he runs anything, without following links.
 *
 * <p>One image that never was anybody's is made ahead, so that a start that has to wait for its
 * container does not wait for a file system as well.
 */
final class ImageDisks implements SessionDisks {

  private static final Logger log = LoggerFactory.getLogger(ImageDisks.class);
  private static final Pattern ID = Pattern.compile("[a-z0-9]{6,20}");
  private static final long PROGRAM_SECONDS = 20;
  private static final int ATTEMPTS = 5;
  private static final long PAUSE_NANOS = 200_000_000;

  private final Path images;
  private final Path slots;
  private final DataSize size;
  private final int inodes;
  private final Executor later;
  private final Path ahead;
  private final AtomicBoolean makingAhead = new AtomicBoolean();

  /**
   * @param later runs what nobody waits for, when the machine is not needed for a start
   */
  ImageDisks(Path root, DataSize size, int inodes, Executor later) {
    Path absolute = root.toAbsolutePath().normalize();
    this.images = absolute.resolve("images");
    this.slots = absolute.resolve("slots");
    this.size = size;
    this.inodes = inodes;
    this.later = later;
    this.ahead = images.resolve("blank.ext4");
  }

  /** Makes the folders, and mounts a disk to see that it can. */
  void open() {
    try {
      Files.createDirectories(images);
      Files.setPosixFilePermissions(images, PosixFilePermissions.fromString("rwx------"));
      Files.createDirectories(slots);
      Files.setPosixFilePermissions(slots, PosixFilePermissions.fromString("rwx--x--x"));
      // it may be of another size
      Files.deleteIfExists(ahead);
    } catch (IOException | UnsupportedOperationException e) {
      throw new DiskException("the folder for disks cannot be made: " + images.getParent(), e);
    }
    if (!mounted(slots)) {
      run("mount", "--bind", slots.toString(), slots.toString());
      run("mount", "--make-private", slots.toString());
      run("mount", "--make-shared", slots.toString());
    }
    UUID trial = UUID.randomUUID();
    try {
      var _ = prepare("trial0", 65534);
      var _ = attach("trial0", trial, 65534);
      makeAhead();
    } finally {
      detach("trial0");
      delete(trial);
    }
  }

  @Override
  public boolean durable() {
    return true;
  }

  @Override
  public long bytes() {
    return size.toBytes();
  }

  @Override
  public synchronized Path prepare(String sandboxId, int uid) {
    Path slot = slot(sandboxId);
    Path home = home(slot);
    if (!mounted(home)) {
      Path spare = spare(sandboxId);
      format(spare);
      mount(spare, home);
      giveNew(home, uid);
    }
    return slot;
  }

  @Override
  public Path reserve(String sandboxId) {
    return slot(sandboxId);
  }

  @Override
  public synchronized Path attach(String sandboxId, UUID sessionId, int uid) {
    Path slot = slot(sandboxId);
    Path home = home(slot);
    Path image = image(sessionId);
    Path spare = spare(sandboxId);
    try {
      if (mounted(home)) {
        if (!Files.exists(spare)) {
          return slot;
        }
        if (!Files.exists(image)) {
          Files.move(spare, image);
          return slot;
        }
        run("umount", home.toString());
        Files.delete(spare);
      }
      if (!Files.exists(image)) {
        make(image);
        mount(image, home);
        giveNew(home, uid);
        return slot;
      }
    } catch (IOException e) {
      throw new DiskException("the disk of session " + sessionId + " cannot be exchanged", e);
    }
    awaitFree(image, sessionId);
    mount(image, home);
    give(home, uid);
    return slot;
  }

  @Override
  public synchronized void detach(String sandboxId) {
    Path slot = of(sandboxId);
    Path home = home(slot);
    try {
      if (mounted(home)) {
        unmount(home);
      }
      Files.deleteIfExists(home);
      Files.deleteIfExists(slot);
      Files.deleteIfExists(spare(sandboxId));
    } catch (IOException | DiskException e) {
      log.warn("The disk of sandbox {} could not be taken out", sandboxId, e);
    }
  }

  /**
   * Twice mounted, it would be destroyed; what served a container that died lets go a bit later.
   */
  private static void awaitFree(Path image, UUID sessionId) {
    for (int attempt = 1;
        !run("losetup", "--noheadings", "--output", "NAME", "--associated", image.toString())
            .isBlank();
        attempt++) {
      if (attempt == ATTEMPTS) {
        throw new DiskException("the disk of session " + sessionId + " is still in use");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** A container's last process may take a moment to let go. */
  private static void unmount(Path home) {
    for (int attempt = 1; ; attempt++) {
      try {
        run("umount", home.toString());
        return;
      } catch (DiskException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  @Override
  public Set<String> holders() {
    try (Stream<Path> found = Files.list(slots)) {
      return found.map(slot -> slot.getFileName().toString()).collect(Collectors.toSet());
    } catch (IOException e) {
      throw new DiskException("the slots cannot be listed", e);
    }
  }

  private Path slot(String sandboxId) {
    Path slot = of(sandboxId);
    Path home = home(slot);
    try {
      Files.createDirectories(home);
      if (!mounted(home)) {
        for (Path folder : List.of(slot, home)) {
          Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
      }
      return slot;
    } catch (IOException e) {
      throw new DiskException("the slot cannot be made: " + slot, e);
    }
  }

  private static void mount(Path image, Path home) {
    run("mount", "-o", "loop,nosuid,nodev,noatime", image.toString(), home.toString());
  }

  /** Nothing is in it yet, so nothing is run for what is in it. */
  private static void giveNew(Path home, int uid) {
    try {
      Files.deleteIfExists(home.resolve("lost+found"));
      Files.setAttribute(home, "unix:uid", uid);
      Files.setAttribute(home, "unix:gid", uid);
      Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new DiskException("the disk cannot be given to its user", e);
    }
  }

  private static void give(Path home, int uid) {
    try {
      if (!Files.getAttribute(home, "unix:uid").equals(uid)) {
        String owner = uid + ":" + uid;
        run("chown", "--recursive", "-P", "--no-dereference", owner, home.toString());
      }
      Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new DiskException("the disk cannot be given to its user", e);
    }
  }

  @Override
  public void delete(UUID sessionId) {
    try {
      Files.deleteIfExists(image(sessionId));
    } catch (IOException e) {
      log.warn("The disk of session {} could not be deleted", sessionId, e);
    }
  }

  /** The image that was made ahead, or one made now. */
  private void make(Path image) throws IOException {
    try {
      Files.move(ahead, image, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException _) {
      format(image);
    }
    makeAhead();
  }

  private void makeAhead() {
    if (makingAhead.compareAndSet(false, true)) {
      later.execute(() -> {
        try {
          if (!Files.exists(ahead)) {
            format(ahead);
          }
        } catch (DiskException e) {
          log.warn("No disk could be made ahead; the next start makes its own", e);
        } finally {
          makingAhead.set(false);
        }
      });
    }
  }

  private void format(Path image) {
    Path part = image.resolveSibling(image.getFileName() + ".part");
    try {
      Files.deleteIfExists(part);
      run("truncate", "--size", Long.toString(size.toBytes()), part.toString());
      run(
          "mkfs.ext4",
          "-q",
          "-F",
          "-m",
          "0",
          "-N",
          Integer.toString(inodes),
          "-J",
          "size=4",
          "-E",
          "lazy_itable_init=1,root_owner=0:0",
          part.toString());
      Files.move(part, image);
    } catch (IOException e) {
      throw new DiskException("a disk cannot be made", e);
    }
  }

  private Path of(String sandboxId) {
    if (!ID.matcher(sandboxId).matches()) {
      throw new IllegalArgumentException("no sandbox id: " + sandboxId);
    }
    return slots.resolve(sandboxId);
  }

  private static Path home(Path slot) {
    return slot.resolve(HOME);
  }

  private Path spare(String sandboxId) {
    return images.resolve("spare-" + sandboxId + ".ext4");
  }

  private Path image(UUID sessionId) {
    return images.resolve(sessionId + ".ext4");
  }

  private static boolean mounted(Path path) {
    try (var lines = Files.lines(Path.of("/proc/self/mountinfo"))) {
      return lines.anyMatch(line -> line.split(" ", 6)[4].equals(path.toString()));
    } catch (IOException e) {
      throw new DiskException("the mounts cannot be read", e);
    }
  }

  private static String run(String... command) {
    Path output = null;
    try {
      output = Files.createTempFile("cove-disk", ".out");
      Process process =
          new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(PROGRAM_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new DiskException(command[0] + " does not end");
      }
      String said = Files.readString(output, StandardCharsets.UTF_8);
      if (process.exitValue() != 0) {
        throw new DiskException(command[0] + ": " + said.strip());
      }
      return said;
    } catch (IOException e) {
      throw new DiskException(command[0] + " cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DiskException(command[0] + " was interrupted", e);
    } finally {
      try {
        if (output != null) {
          Files.deleteIfExists(output);
        }
      } catch (IOException e) {
        log.debug("A program's output is left", e);
      }
    }
  }
}
