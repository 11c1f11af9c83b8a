package dev.cove.sandbox.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Where this process may mount. */
class ImageDisksTests {

  private static final int UID = 100_042;
  private static final UUID SESSION = UUID.fromString("01900000-0000-7000-8000-000000000001");

  @TempDir Path root;
  private ImageDisks disks;

  @BeforeEach
  void open() {
    disks = new ImageDisks(root, DataSize.ofMegabytes(24), 512, Runnable::run);
    try {
      disks.open();
    } catch (DiskException e) {
      assumeTrue(false, "this process may not mount: " + e.getMessage());
    }
  }

  @AfterEach
  void close() throws Exception {
    disks.detach("first0");
    disks.detach("second");
    int _ = new ProcessBuilder("umount", root.resolve("slots").toString()).start().waitFor();
  }

  private Path attached(String sandbox, int uid) {
    return disks.attach(sandbox, SESSION, uid).resolve(SessionDisks.HOME);
  }

  private List<String> images() throws IOException {
    try (var found = Files.list(root.resolve("images"))) {
      return found.map(image -> image.getFileName().toString()).toList();
    }
  }

  private static String mounts() throws IOException {
    return Files.readString(Path.of("/proc/self/mountinfo"));
  }

  @Test
  @DisplayName("S9 a disk's content is there for the next container, as its user's")
  void contentLasts() throws Exception {
    Path slot = attached("first0", UID);
    Files.writeString(slot.resolve("kept"), "content");
    disks.detach("first0");
    assertThat(slot).doesNotExist();
    Path next = attached("second", UID + 1);
    assertThat(next.resolve("kept")).hasContent("content");
    assertThat(Files.getAttribute(next.resolve("kept"), "unix:uid")).isEqualTo(UID + 1);
  }

  @Test
  @DisplayName("S1 a new disk is the one that was made ahead, and another one takes its place")
  void newDisksAreMadeAhead() throws Exception {
    Path ahead = root.resolve("images/blank.ext4");
    Object made = Files.getAttribute(ahead, "unix:ino");
    Path home = attached("first0", UID);
    assertThat(home).isEmptyDirectory();
    assertThat(Files.getAttribute(home, "unix:uid")).isEqualTo(UID);
    assertThat(Files.getAttribute(home, "unix:gid")).isEqualTo(UID);
    Path image = root.resolve("images/" + SESSION + ".ext4");
    assertThat(Files.getAttribute(image, "unix:ino")).isEqualTo(made);
    assertThat(ahead).exists();
    assertThat(Files.getAttribute(ahead, "unix:ino")).isNotEqualTo(made);
  }

  @Test
  @DisplayName("S1 a new disk when none was made ahead is made at once")
  void newDisksNeedNoneAhead() throws Exception {
    Files.delete(root.resolve("images/blank.ext4"));
    assertThat(attached("first0", UID)).isEmptyDirectory();
  }

  @Test
  @DisplayName("S9 L1 a disk is full at its size, and the host has what it had")
  void sizeIsAHardLimit() {
    Path slot = attached("first0", UID);
    assertThatThrownBy(() -> Files.write(slot.resolve("big"), new byte[32 << 20]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space left");
  }

  @Test
  @DisplayName("S9 A16 giving a disk to its next user follows no link out of it")
  void linksAreNotFollowed() throws Exception {
    Path outside = Files.writeString(root.resolve("outside"), "root's");
    Object owner = Files.getAttribute(outside, "unix:uid");
    Path slot = attached("first0", UID);
    Files.createSymbolicLink(slot.resolve("link"), outside);
    Files.createSymbolicLink(slot.resolve("folder"), root);
    disks.detach("first0");
    Path next = attached("second", UID + 1);
    assertThat(Files.getAttribute(outside, "unix:uid")).isEqualTo(owner);
    assertThat(Files.getAttribute(next.resolve("link"), "unix:uid", LinkOption.NOFOLLOW_LINKS))
        .isEqualTo(UID + 1);
  }

  @Test
  @DisplayName("S9 a disk is never in two containers at a time")
  void twiceIsRefused() {
    Path slot = attached("first0", UID);
    assertThatThrownBy(() -> attached("second", UID)).hasMessageContaining("still in use");
    assertThat(slot).exists();
  }

  @Test
  @DisplayName("S9 after a reset the disk is empty, and no mount is left")
  void deletedIsGone() throws Exception {
    Files.writeString(attached("first0", UID).resolve("kept"), "content");
    disks.detach("first0");
    disks.delete(SESSION);
    assertThat(mounts()).doesNotContain(root.resolve("slots").resolve("first0").toString());
    assertThat(attached("second", UID)).isEmptyDirectory();
  }

  @Test
  @DisplayName("S1 S9 a spare disk becomes the session's own, unless it has one")
  void spareIsExchanged() throws Exception {
    Path first = disks.prepare("first0", UID).resolve(SessionDisks.HOME);
    disks.attach("first0", SESSION, UID);
    Files.writeString(first.resolve("kept"), "content");
    Path second = disks.prepare("second", UID + 1).resolve(SessionDisks.HOME);
    assertThat(second).isEmptyDirectory();
    disks.detach("first0");
    assertThat(attached("second", UID + 1).resolve("kept")).hasContent("content");
    assertThat(disks.holders()).containsExactly("second");
    disks.detach("second");
    assertThat(images()).containsExactlyInAnyOrder("blank.ext4", SESSION + ".ext4");
  }

  @Test
  @DisplayName("S12 a spare disk nobody took leaves nothing")
  void spareIsDeleted() throws Exception {
    disks.prepare("first0", UID);
    disks.detach("first0");
    assertThat(images()).containsExactly("blank.ext4");
    assertThat(disks.holders()).isEmpty();
  }
}
