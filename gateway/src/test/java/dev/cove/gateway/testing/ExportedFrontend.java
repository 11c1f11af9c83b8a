package dev.cove.gateway.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** A small export with everything that is particular about the real one. */
public final class ExportedFrontend {

  private ExportedFrontend() {}

  public static Path create() {
    try {
      Path parent = Files.createTempDirectory("cove-export");
      Files.writeString(parent.resolve("secret.txt"), "outside");
      Path root = Files.createDirectory(parent.resolve("out"));
      page(root, "index.html");
      page(root, "login.html");
      page(root, "404.html");
      page(root, "sessions.html");
      page(root, "sessions/_.html");
      page(root, "sessions/_.txt");
      page(root, "sessions/_/__next._tree.txt");
      page(root, "sessions/_/__next.sessions.$d$id.__PAGE__.txt");
      page(root, "reviews/_.html");
      page(root, "people/_.html");
      page(root, "login.txt");
      page(root, "icon.svg");
      page(root, "_next/static/chunks/app.js");
      gzip(root, "_next/static/chunks/app.js");
      Files.writeString(
          root.resolve("csp.json"),
          "{\"login.html\":[\"sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"]}");
      return root;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void page(Path root, String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "this is " + name);
  }

  private static void gzip(Path root, String name) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(("this is " + name).getBytes(StandardCharsets.UTF_8));
    }
    Files.write(root.resolve(name + ".gz"), bytes.toByteArray());
  }
}
