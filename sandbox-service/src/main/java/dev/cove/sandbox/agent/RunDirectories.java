package dev.cove.sandbox.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One directory per container, which the container sees read-only at {@code /run/cove}: the agent's
 * socket, the one to the package proxy, and the files that make its user known as {@code coder}.
 */
public final class RunDirectories {

  /** The longest path of a directory for all of them: a socket's path is at most 107 bytes. */
  public static final int MAX_ROOT_BYTES = 80;

  private static final Logger log = LoggerFactory.getLogger(RunDirectories.class);
  private static final Pattern ID = Pattern.compile("[a-z0-9]{6,20}");
  private static final List<String> NAMES =
      List.of("agent.sock", "packages.sock", "passwd", "group");

  private final Path root;

  /**
   * @param root the directory for all of them
   */
  public RunDirectories(Path root) {
    this.root = root.toAbsolutePath().normalize();
    if (this.root.toString().getBytes(StandardCharsets.UTF_8).length > MAX_ROOT_BYTES) {
      throw new IllegalArgumentException(
          "cove.sandbox.run-dir is longer than " + MAX_ROOT_BYTES + " bytes: " + this.root);
    }
  }

  /** The directory of a container. */
  public Path of(String sandboxId) {
    if (!ID.matcher(sandboxId).matches()) {
      throw new IllegalArgumentException("no sandbox id: " + sandboxId);
    }
    return root.resolve(sandboxId);
  }

  /** The path of the socket to the package proxy. */
  public Path packages(String sandboxId) {
    return of(sandboxId).resolve("packages.sock");
  }

  /** Makes the directory and its files and answers the path of the socket. */
  Path prepare(String sandboxId, int uid) throws IOException {
    Path directory = of(sandboxId);
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(
        directory.resolve("passwd"),
        "root:x:0:0:root:/root:/usr/sbin/nologin\n"
            + ("coder:x:" + uid + ":" + uid + ":coder:/home/coder:/bin/bash\n")
            + "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n");
    Files.writeString(
        directory.resolve("group"),
        "root:x:0:\ntty:x:5:\ncoder:x:" + uid + ":\nnogroup:x:65534:\n");
    return directory.resolve("agent.sock");
  }

  /** Removes the directory; the container cannot have put anything into it. */
  void remove(String sandboxId) {
    Path directory = of(sandboxId);
    try {
      for (String name : NAMES) {
        Files.deleteIfExists(directory.resolve(name));
      }
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      log.warn("The run directory of sandbox {} could not be removed", sandboxId, e);
    }
  }
}
