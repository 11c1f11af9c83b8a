package dev.cove.starter.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Compares what runs with the reviewed files under {@code docs/contracts}. */
final class Contracts {

  /** Set to {@code true} to write the files anew instead of comparing. */
  static final String UPDATE = "cove.contracts.update";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Contracts() {}

  static void verify(String name, JsonNode actual) {
    Path file = root().resolve(name);
    try {
      if (Boolean.getBoolean(UPDATE)) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, JSON.writeValueAsString(sorted(actual)) + "\n");
        return;
      }
      if (!Files.exists(file)) {
        throw new AssertionError(
            "%s does not exist; write it with -D%s=true and review it".formatted(file, UPDATE));
      }
      JsonNode expected = JSON.readTree(Files.readString(file));
      if (!expected.equals(JSON.readTree(JSON.writeValueAsString(actual)))) {
        Path got = Path.of("target", file.getFileName().toString());
        Files.writeString(got, JSON.writeValueAsString(sorted(actual)) + "\n");
        throw new AssertionError(
            "%s no longer describes what runs (see %s). If the change is meant: -D%s=true"
                .formatted(file, got.toAbsolutePath(), UPDATE));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode load(String name) {
    try {
      return JSON.readTree(Files.readString(root().resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode read(String json) {
    return JSON.readTree(json);
  }

  static JsonNode tree(Object value) {
    return JSON.valueToTree(value);
  }

  private static JsonNode sorted(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = JSON.createObjectNode();
      object.propertyNames().stream()
          .sorted()
          .forEach(name -> copy.set(name, sorted(object.get(name))));
      return copy;
    }
    if (node.isArray()) {
      var copy = JSON.createArrayNode();
      node.forEach(item -> copy.add(sorted(item)));
      return copy;
    }
    return node;
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    Path candidate = here.resolve("docs/contracts");
    return Files.isDirectory(candidate) ? candidate : here.resolve("../docs/contracts").normalize();
  }
}
