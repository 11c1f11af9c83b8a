package dev.cove.workspace.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.starter.test.ServiceTest;
import dev.cove.workspace.ApiClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest
class ArchiveIntegrationTests {

  @LocalServerPort int port;

  ApiClient ada;
  UUID session;
  String path;

  @BeforeEach
  void newSession() {
    ada = ApiClient.user(port);
    session = ada.newSession("empty");
    path = "/api/sessions/" + session;
  }

  @Test
  @DisplayName("F15 a session goes out as a zip and comes in again, with its empty folders")
  void zipGoesOutAndIn() throws IOException {
    ada.create(session, "src/Ünï code 🐍.py", "print()");
    ada.create(session, "src/deep/b.txt", "b");
    ada.post(path + "/folders", Map.of("path", "src/empty"));

    ApiClient.Answer zip = ada.get(path + "/export");
    assertThat(zip.header("Content-Type")).isEqualTo("application/zip");
    assertThat(zip.header("Content-Disposition")).contains("A%20session.zip");
    assertThat(names(zip.bytes()))
        .containsExactly("src/", "src/deep/", "src/deep/b.txt", "src/empty/", "src/Ünï code 🐍.py");
    assertThat(names(ada.get(path + "/export?path=src/deep").bytes()))
        .containsExactly("deep/", "deep/b.txt");
    assertThat(ada.get(path + "/export?path=none").status()).isEqualTo(404);

    UUID other = ada.newSession("empty");
    ApiClient.Answer in = ada.upload("/api/sessions/" + other + "/import", "all.zip", zip.bytes());
    assertThat(in.status()).isEqualTo(200);
    assertThat(in.json().get("imported")).hasSize(2);
    assertThat(ada.tree(other).get("items")).hasSize(5);
    assertThat(ada.read(other, "src/Ünï code 🐍.py").text()).isEqualTo("print()");
    assertThat(ada.revision(other)).isEqualTo(1);
  }

  @Test
  @DisplayName("F15 a clash asks; replace, keep both and skip do what they say")
  void clashesAsk() throws IOException {
    ada.create(session, "a.txt", "mine");
    byte[] zip = zip(Map.of("a.txt", bytes("theirs"), "b.txt", bytes("new")));

    ApiClient.Answer asked = in(zip, "");
    assertThat(asked.status()).isEqualTo(409);
    assertThat(asked.code()).isEqualTo("import-clash");
    assertThat(asked.json().get("paths").get(0).asString()).isEqualTo("a.txt");
    assertThat(ada.read(session, "b.txt").status()).isEqualTo(404);

    assertThat(in(zip, "?clash=SKIP").json().get("skipped")).hasSize(1);
    assertThat(ada.read(session, "a.txt").text()).isEqualTo("mine");
    in(zip, "?clash=KEEP_BOTH");
    assertThat(ada.read(session, "a (2).txt").text()).isEqualTo("theirs");
    in(zip, "?clash=REPLACE");
    assertThat(ada.read(session, "a.txt").text()).isEqualTo("theirs");
  }

  @Test
  @DisplayName(
      "F15 ways out, absolute names, bombs and rubbish are refused by name, nothing comes in")
  void evilZipsAreRefused() throws IOException {
    for (String name : new String[] {"../../etc/passwd", "/etc/passwd", "a/../../b", "a//b"}) {
      Map<String, byte[]> entries = new LinkedHashMap<>();
      entries.put("good.txt", bytes("good"));
      entries.put(name, bytes("evil"));
      ApiClient.Answer refused = in(zip(entries), "");
      assertThat(refused.status()).as(name).isEqualTo(422);
      assertThat(refused.code()).isEqualTo("invalid-archive-entry");
      assertThat(refused.json().get("entry").asString()).isEqualTo(name);
    }
    ApiClient.Answer bomb = in(zip(Map.of("bomb.txt", new byte[60_000_000])), "");
    assertThat(bomb.status()).isEqualTo(422);
    assertThat(bomb.json().get("rule").asString()).isEqualTo("file-too-large");
    assertThat(in(bytes("no zip at all"), "").code()).isEqualTo("invalid-archive");
    byte[] link = zip(Map.of("link", bytes("/etc/passwd")));
    markAsLink(link);
    ApiClient.Answer refused = in(link, "");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().get("rule").asString()).isEqualTo("link");
    assertThat(ada.tree(session).get("items")).isEmpty();
  }

  @Test
  @DisplayName("F15 names that overwrite each other, Windows paths and packed nothing are refused")
  void slyZipsAreRefused() throws IOException {
    assertRefused("case-clash", "src/A.txt", zip(entries("src/a.txt", "src/A.txt")));
    assertRefused("case-clash", "SRC", zip(entries("src/a.txt", "SRC/b.txt")));
    assertRefused("file-and-folder", "a", zip(entries("a", "a/b.txt")));
    for (String name : List.of("..\\evil.txt", "C:\\evil.txt", "\\evil.txt", "a\\..\\..\\b")) {
      assertRefused("windows-path", name, zip(entries("good.txt", name)));
    }
    assertRefused("compression-ratio", "zeros.bin", zip(Map.of("zeros.bin", new byte[3_000_000])));
    byte[] twice = zip(entries("twice.txt", "Twice.txt"));
    for (int i = 0; i < twice.length - 9; i++) {
      if (new String(twice, i, 9, StandardCharsets.US_ASCII).equals("Twice.txt")) {
        twice[i] = 't';
      }
    }
    assertRefused("duplicate", "twice.txt", twice);
    byte[] locked = zip(entries("locked.txt"));
    locked[directory(locked) + 8] |= 1;
    assertRefused("encrypted", "locked.txt", locked);
    byte[] pipe = zip(entries("pipe"));
    setMode(pipe, 0x11ff);
    assertRefused("special-file", "pipe", pipe);
    assertThat(ada.tree(session).get("items")).isEmpty();
    assertThat(in(zip(entries("fine\\name.txt", "..fine")), "").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("F15 a folder of 300 files is uploaded at once, with names as long as may be")
  void foldersAreUploaded() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < 300; i++) {
      files.put("folder/sub %d/file %d.txt".formatted(i % 9, i), bytes("content " + i));
    }
    String longest = ("long/" + "n".repeat(200) + "/").repeat(4) + "x".repeat(180);
    files.put(longest, bytes("deep"));

    ApiClient.Answer uploaded = ada.upload(path + "/import?path=in", files);

    assertThat(uploaded.status()).as(uploaded.text()).isEqualTo(200);
    assertThat(uploaded.json().get("imported")).hasSize(301);
    assertThat(ada.revision(session)).isEqualTo(1);
    assertThat(ada.read(session, "in/" + longest).text()).isEqualTo("deep");
  }

  @Test
  @DisplayName("F15 a chosen set goes out with the names it has below what it has in common")
  void chosenFilesGoOut() throws IOException {
    for (String file : List.of("a/b/one.txt", "a/b/two.txt", "a/c/three.txt", "d.txt")) {
      ada.create(session, file, file);
    }

    assertThat(names(ada.get(path + "/export?path=a/b/one.txt&path=a/c").bytes()))
        .containsExactly("b/one.txt", "c/", "c/three.txt");
    assertThat(names(ada.get(path + "/export?path=a/b&path=a/b/one.txt&path=d.txt").bytes()))
        .containsExactly("a/b/", "a/b/one.txt", "a/b/two.txt", "d.txt");
    assertThat(ada.get(path + "/export?path=a&path=none").code()).isEqualTo("file-not-found");
  }

  private void assertRefused(String rule, String entry, byte[] zip) {
    ApiClient.Answer refused = in(zip, "");
    assertThat(refused.status()).as(refused.text()).isEqualTo(422);
    assertThat(refused.code()).isEqualTo("invalid-archive-entry");
    assertThat(refused.json().get("rule").asString()).isEqualTo(rule);
    assertThat(refused.json().get("entry").asString()).isEqualTo(entry);
  }

  private static Map<String, byte[]> entries(String... names) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (String name : names) {
      entries.put(name, bytes("in " + name));
    }
    return entries;
  }

  /** Sets the Unix mode of the first central directory entry to that of a symbolic link. */
  private static void markAsLink(byte[] zip) {
    setMode(zip, 0xa1ff);
  }

  private static void setMode(byte[] zip, int mode) {
    int entry = directory(zip);
    zip[entry + 5] = 3;
    zip[entry + 40] = (byte) mode;
    zip[entry + 41] = (byte) (mode >> 8);
  }

  /** Where the first central directory entry begins. */
  private static int directory(byte[] zip) {
    for (int i = 0; i < zip.length - 4; i++) {
      if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2) {
        return i;
      }
    }
    throw new AssertionError(Arrays.toString(zip));
  }

  private ApiClient.Answer in(byte[] zip, String query) {
    return ada.upload(path + "/import" + query, "all.zip", zip);
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static List<String> names(byte[] bytes) throws IOException {
    var names = new ArrayList<String>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
