package dev.cove.gateway.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class FrontendFilesTests {

  @TempDir private Path folder;

  @Test
  void findWhenBuiltAnewServesTheNewFiles() throws IOException {
    build("{\"login.html\":[]}", 1);
    Files.writeString(folder.resolve("login.html"), "old");
    FrontendFiles files = files();
    assertThat(files.find("/inbox")).isNull();

    Files.writeString(folder.resolve("inbox.html"), "new");
    build("{\"inbox.html\":[\"sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"]}", 2);

    Awaitility.await().until(() -> files.find("/inbox") != null);
    assertThat(Objects.requireNonNull(files.find("/inbox")).policy())
        .contains("'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
  }

  @Test
  void newWhenPolicyFileHoldsNoHashIsRefused() throws IOException {
    build("{\"login.html\":[\"unsafe-eval\"]}", 1);

    assertThatThrownBy(this::files).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void findWhenFolderIsMissingHasNothing() {
    FrontendFiles files =
        new FrontendFiles(
            new FrontendProperties(folder.resolve("missing").toString()), new JsonMapper());

    assertThat(files.find("/")).isNull();
    assertThat(files.notFoundPage()).isNull();
  }

  private FrontendFiles files() {
    return new FrontendFiles(new FrontendProperties(folder.toString()), new JsonMapper());
  }

  private void build(String policies, long second) throws IOException {
    Path file = Files.writeString(folder.resolve("csp.json"), policies);
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(second)));
  }
}
