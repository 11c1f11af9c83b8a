package dev.cove.workspace.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.starter.test.ServiceTest;
import dev.cove.workspace.ApiClient;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServiceTest
class FileIntegrationTests {

  private static final int LIMIT = 5_242_880;

  @LocalServerPort int port;

  ApiClient ada;
  UUID session;

  @BeforeEach
  void newSession() {
    ada = ApiClient.user(port);
    session = ada.newSession("empty");
  }

  @Test
  void saveCreatesReplacesAndAnswersTheEtag() throws Exception {
    ApiClient.Answer created = ada.create(session, "src/app.py", "print(1)\n");
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.etag()).isEqualTo(sha256("print(1)\n"));
    assertThat(created.json().get("path").asString()).isEqualTo("src/app.py");
    assertThat(created.json().get("size").asInt()).isEqualTo(9);
    assertThat(created.json().get("etag").asString()).isEqualTo(created.etag());

    ApiClient.Answer replaced = ada.replace(session, "src/app.py", created.etag(), "print(2)\n");
    assertThat(replaced.status()).isEqualTo(200);
    assertThat(replaced.json().get("revision").asLong())
        .isEqualTo(created.json().get("revision").asLong() + 1);

    ApiClient.Answer read = ada.read(session, "src/app.py");
    assertThat(read.text()).isEqualTo("print(2)\n");
    assertThat(read.etag()).isEqualTo(replaced.etag());
    assertThat(read.header("Content-Type")).isEqualTo("text/plain;charset=UTF-8");
    assertThat(read.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(read.header("Content-Disposition")).startsWith("inline; filename=");
    assertThat(ada.read(session, "src/app.py", "If-None-Match", '"' + read.etag() + '"').status())
        .isEqualTo(304);
  }

  @Test
  void saveOfTheSameContentMakesNoRevision() {
    ApiClient.Answer created = ada.create(session, "a.txt", "same");

    ApiClient.Answer again = ada.replace(session, "a.txt", created.etag(), "same");

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().get("revision")).isEqualTo(created.json().get("revision"));
  }

  @Test
  @DisplayName(
      "F9 a write that does not say what it replaces is 428, a stale one 412 with the etag")
  void saveNeedsItsPrecondition() {
    ApiClient.Answer bare = ada.send("PUT", ApiClient.file(session, "a.txt"), bytes("x"));
    assertThat(bare.status()).isEqualTo(428);
    assertThat(bare.code()).isEqualTo("precondition-required");

    String first = ada.create(session, "a.txt", "one").etag();
    String second = ada.replace(session, "a.txt", first, "two").etag();
    ApiClient.Answer stale = ada.replace(session, "a.txt", first, "three");
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.code()).isEqualTo("etag-mismatch");
    assertThat(stale.json().get("etag").asString()).isEqualTo(second);
    assertThat(stale.etag()).isEqualTo(second);
    assertThat(ada.create(session, "a.txt", "four").status()).isEqualTo(412);
    assertThat(ada.replace(session, "b.txt", first, "five").status()).isEqualTo(412);
    assertThat(ada.read(session, "a.txt").text()).isEqualTo("two");

    String path = ApiClient.file(session, "a.txt");
    assertThat(ada.send("PUT", path, bytes("weak"), "If-Match", "W/\"" + second + '"').status())
        .isEqualTo(200);
    String third = ada.read(session, "a.txt").etag();
    assertThat(ada.send("PUT", path, bytes("bare"), "If-Match", third).status()).isEqualTo(200);
    assertThat(ada.delete(path, "If-Match", '"' + third + '"').status()).isEqualTo(412);
    assertThat(ada.delete(path).status()).isEqualTo(204);
    assertThat(ada.delete(path).status()).isEqualTo(404);
  }

  @Test
  @DisplayName("F3 exactly the limit saves, one byte more is refused with limit and size")
  void saveKeepsToTheSizeLimit() {
    byte[] exactly = new byte[LIMIT];
    new Random(3).nextBytes(exactly);
    byte[] more = new byte[LIMIT + 1];
    String path = ApiClient.file(session, "big.bin");

    assertThat(ada.send("PUT", path, exactly, "If-None-Match", "*").status()).isEqualTo(201);
    assertThat(ada.read(session, "big.bin").bytes()).isEqualTo(exactly);

    for (ApiClient.Answer refused :
        List.of(
            ada.send("PUT", path, more, "If-Match", "*"),
            ada.send(
                "PUT", path, BodyPublishers.ofInputStream(() -> stream(more)), "If-Match", "*"),
            ada.send("PUT", path, new byte[3 * LIMIT], "If-Match", "*"))) {
      assertThat(refused.status()).isEqualTo(413);
      assertThat(refused.code()).isEqualTo("file-too-large");
      assertThat(refused.json().get("limit").asInt()).isEqualTo(LIMIT);
      assertThat(refused.json().get("actual").asInt()).isGreaterThan(LIMIT);
    }
    assertThat(ada.read(session, "big.bin").bytes()).isEqualTo(exactly);
  }

  @Test
  @DisplayName("F3 a size that was never announced is counted to the byte")
  void saveCountsAChunkedBody() {
    byte[] more = new byte[LIMIT + 70_000];

    ApiClient.Answer refused =
        ada.send(
            "PUT",
            ApiClient.file(session, "chunked.bin"),
            BodyPublishers.ofInputStream(() -> stream(more)),
            "If-None-Match",
            "*");

    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.json().get("actual").asInt()).isEqualTo(more.length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ünï code 🐍.py",
        ".hidden",
        "...",
        " leading and trailing ",
        "100%.txt",
        "50%25.txt",
        "a;b=c.txt",
        "back\\slash.txt",
        "plus+and space.txt",
        "q?uestion#hash.txt",
        "quote\"s'.txt",
        "[brackets]{braces}.txt",
        "deep/er/and er/file",
        "*.glob",
        "a:b@c&d=e,f$g!h",
        "-rf",
        "名前/ファイル.txt"
      })
  @DisplayName("F2 names of all kinds survive the way there and back")
  void namesWork(String name) {
    ApiClient.Answer created = ada.create(session, name, "content of " + name);

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().get("path").asString()).isEqualTo(name);
    assertThat(ada.read(session, name).text()).isEqualTo("content of " + name);
    JsonNode items = ada.tree(session).get("items");
    assertThat(items.get(items.size() - 1).get("path").asString()).isEqualTo(name);
    assertThat(ada.delete(ApiClient.file(session, name)).status()).isEqualTo(204);
    assertThat(ada.read(session, name).status()).isEqualTo(404);
  }

  @Test
  @DisplayName("F2 an encoded slash separates names, a semicolon as it is belongs to the name")
  void encodingsAreReadOnce() {
    assertThat(raw("PUT", "dir%2Ffile.txt").status()).isEqualTo(201);
    assertThat(ada.read(session, "dir/file.txt").status()).isEqualTo(200);
    assertThat(raw("PUT", "semi;colon.txt").status()).isEqualTo(201);
    assertThat(ada.read(session, "semi;colon.txt").status()).isEqualTo(200);
    assertThat(raw("PUT", "%252e%252e").json().get("path").asString()).isEqualTo("%2e%2e");
    assertThat(raw("PUT", "cafe%CC%81").json().get("path").asString()).isEqualTo("café");
  }

  @Test
  @DisplayName("F2 a refusal is a 400 that names the rule")
  void refusedNamesSayTheRule() {
    assertRefused("a//b", "empty-name");
    assertRefused("a/", "empty-name");
    assertRefused("%2Fetc/passwd", "relative");
    assertRefused("..%2F..%2Fetc", "dot-name");
    assertRefused("a/%2e%2e/b", "dot-name");
    assertRefused("a/./b", "dot-name");
    assertRefused("a%00b", "control-character");
    assertRefused("a%0Ab", "control-character");
    assertRefused("a%7Fb", "control-character");
    assertRefused("%FF%FE", "utf-8");
    assertRefused("x".repeat(256), "name-length");
    assertRefused("x/".repeat(32) + "x", "depth");
    assertRefused(("y".repeat(200) + "/").repeat(5) + "y".repeat(100), "path-length");
    assertThat(raw("PUT", "x".repeat(255)).status()).isEqualTo(201);
    assertThat(raw("PUT", "x/".repeat(31) + "x").status()).isEqualTo(201);
  }

  @Test
  void rangesAreCutFromTheFile() {
    String etag = ada.create(session, "r.txt", "0123456789").etag();

    ApiClient.Answer part = ada.read(session, "r.txt", "Range", "bytes=2-5");
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.text()).isEqualTo("2345");
    assertThat(part.header("Content-Range")).isEqualTo("bytes 2-5/10");
    assertThat(ada.read(session, "r.txt", "Range", "bytes=-3").text()).isEqualTo("789");
    assertThat(ada.read(session, "r.txt", "Range", "bytes=20-").status()).isEqualTo(416);
    assertThat(
            ada.read(session, "r.txt", "Range", "bytes=0-1", "If-Range", '"' + etag + '"').text())
        .isEqualTo("01");
    assertThat(ada.read(session, "r.txt", "Range", "bytes=0-1", "If-Range", "\"old\"").text())
        .isEqualTo("0123456789");
  }

  @Test
  void pagesAndScriptsAreNeverServedAsSuch() {
    ada.create(session, "evil.html", "<script>alert(1)</script>");
    ada.create(session, "evil.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    ada.create(session, "né \"q\".txt", "x");

    assertThat(ada.read(session, "evil.html").header("Content-Type")).startsWith("text/plain");
    ApiClient.Answer image = ada.read(session, "evil.svg");
    assertThat(image.header("Content-Disposition")).startsWith("attachment");
    assertThat(image.header("Content-Security-Policy")).contains("sandbox");
    assertThat(ada.read(session, "né \"q\".txt").header("Content-Disposition"))
        .contains("filename*=UTF-8''n%C3%A9%20%22q%22.txt");
  }

  @Test
  void foldersAndFilesDoNotReplaceEachOther() {
    ada.create(session, "file", "x");
    ada.create(session, "folder/file", "x");

    assertThat(ada.create(session, "file/below", "x").code()).isEqualTo("parent-is-file");
    assertThat(ada.create(session, "folder", "x").code()).isEqualTo("path-is-folder");
    assertThat(ada.read(session, "folder").code()).isEqualTo("path-is-folder");
  }

  private ApiClient.Answer raw(String method, String encoded) {
    return ada.send(
        method, "/api/sessions/" + session + "/files/" + encoded, bytes("x"), "If-None-Match", "*");
  }

  private void assertRefused(String encoded, String rule) {
    ApiClient.Answer refused = raw("PUT", encoded);
    assertThat(refused.status()).as(encoded).isEqualTo(400);
    assertThat(refused.code()).as(encoded).isEqualTo("invalid-path");
    assertThat(refused.json().get("rule").asString()).as(encoded).isEqualTo(rule);
    assertThat(refused.json().get("detail").asString()).isNotBlank();
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
