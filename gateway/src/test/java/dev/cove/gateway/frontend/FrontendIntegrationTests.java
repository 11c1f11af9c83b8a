package dev.cove.gateway.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.gateway.testing.GatewayTest;
import dev.cove.gateway.testing.RawHttp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrontendIntegrationTests extends GatewayTest {

  @ParameterizedTest
  @CsvSource({
    "/,index.html",
    "/login,login.html",
    "/login.txt,login.txt",
    "/sessions,sessions.html",
    "/sessions/0197d9a2-0000-7000-8000-000000000001,sessions/_.html",
    "/sessions/0197d9a2-0000-7000-8000-000000000001?file=a.py,sessions/_.html",
    "/sessions/0197d9a2.txt?_rsc=1,sessions/_.txt",
    "/sessions/0197d9a2/__next._tree.txt,sessions/_/__next._tree.txt",
    "/sessions/x/__next.sessions.$d$id.__PAGE__.txt,sessions/_/__next.sessions.$d$id.__PAGE__.txt",
    "/sessions/x/__next.sessions.%24d%24id.__PAGE__.txt,"
        + "sessions/_/__next.sessions.$d$id.__PAGE__.txt",
    "/reviews/142?round=2,reviews/_.html",
    "/people/J%C3%BCrgen,people/_.html",
    "/_next/static/chunks/app.js,_next/static/chunks/app.js"
  })
  void pageWhenAskedIsTheExportsFile(String path, String file) {
    RawHttp.Answer answer = gateway().get(path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("this is " + file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/csp.json",
        "/_next/static/chunks/app.js.gz",
        "/_next/static/chunks/other.js",
        "/sessions/a/b",
        "/login.html.html"
      })
  void pageWhenThereIsNoneIsThe404Page(String path) {
    RawHttp.Answer answer = gateway().get(path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("this is 404.html");
    assertThat(answer.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%252e%252e%252fsecret.txt",
        "/_next/../../secret.txt",
        "/_next/static/..\\..\\..\\secret.txt",
        "//etc/passwd",
        "/sessions/..%5c..%5csecret.txt"
      })
  void pageWhenPathTraversesIsNotFound(String path) {
    RawHttp.Answer answer = gateway().get(path);

    assertThat(answer.status()).isIn(400, 404);
    assertThat(answer.body()).doesNotContain("outside");
  }

  @Test
  void pageWhenItHasInlineScriptsNamesTheirHashes() {
    assertThat(gateway().get("/login").header("Content-Security-Policy"))
        .isEqualTo(
            "default-src 'self'; script-src 'self'"
                + " 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; style-src 'self'"
                + " 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:;"
                + " connect-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none';"
                + " frame-ancestors 'none'; form-action 'self'");
    assertThat(gateway().get("/").header("Content-Security-Policy"))
        .contains("script-src 'self';")
        .doesNotContain("unsafe-eval");
  }

  @Test
  void fileWhenAskedHasTypeAndCaching() {
    RawHttp.Answer script = gateway().get("/_next/static/chunks/app.js");
    assertThat(script.header("Content-Type")).isEqualTo("text/javascript;charset=UTF-8");
    assertThat(script.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");

    RawHttp.Answer payload = gateway().get("/login.txt");
    assertThat(payload.header("Content-Type")).isEqualTo("text/x-component;charset=UTF-8");
    assertThat(payload.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(gateway().get("/icon.svg").header("Content-Type")).isEqualTo("image/svg+xml");
  }

  @Test
  void fileWhenUnchangedIsNotSentAgain() {
    RawHttp.Answer first = gateway().get("/login");
    String etag = first.header("ETag");

    RawHttp.Answer again = gateway().get("/login", "If-None-Match: " + etag);
    RawHttp.Answer other = gateway().get("/login", "If-None-Match: \"other\"");

    assertThat(etag).matches("\"[0-9a-f]{32}\"");
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(other.status()).isEqualTo(200);
  }

  @Test
  void fileWhenGzipIsAcceptedIsSentCompressed() throws IOException {
    RawHttp.Answer answer =
        gateway().get("/_next/static/chunks/app.js", "Accept-Encoding: br, gzip;q=0.8");
    RawHttp.Answer refused =
        gateway().get("/_next/static/chunks/app.js", "Accept-Encoding: gzip;q=0");

    assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(answer.header("Vary")).isEqualTo("Accept-Encoding");
    byte[] body = answer.body().getBytes(StandardCharsets.ISO_8859_1);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("this is _next/static/chunks/app.js");
    assertThat(refused.header("Content-Encoding")).isEmpty();
  }

  @Test
  void fileWhenHeadHasNoBody() {
    RawHttp.Answer answer = gateway().send("HEAD", "/login", "");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Length")).isEqualTo("18");
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void fileWhenWrittenToIsRefused() {
    RawHttp.Answer answer = gateway().send("POST", "/login", "x");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
  }

  @Test
  void pageWhenAskedWithASlashMovesWithout() {
    RawHttp.Answer answer = gateway().get("/login/");

    assertThat(answer.status()).isEqualTo(308);
    assertThat(answer.header("Location")).isEqualTo("/login");
  }
}
