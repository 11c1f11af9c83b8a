package dev.cove.sandbox.agent;

import dev.cove.sandbox.agent.AgentEvent.FileChange;
import dev.cove.sandbox.agent.AgentEvent.ItemType;
import dev.cove.sandbox.agent.AgentEvent.OpenTerminal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns an event's JSON into checked values, or ends the connection. */
final class AgentEventReader {

  private static final int MAX_CHANGES = 500;
  private static final int MAX_LIST = 10_000;
  private static final int MAX_PATH_BYTES = 1024;
  private static final int MAX_DEPTH = 32;
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final Set<String> OUTCOMES =
      Set.of(
          "OK",
          "ERROR",
          "TIMEOUT",
          "MEMORY_LIMIT",
          "OUTPUT_LIMIT",
          "PIDS_LIMIT",
          "DISK_LIMIT",
          "KILLED");

  private AgentEventReader() {}

  /** The event, or empty for a kind this version does not know. */
  static Optional<AgentEvent> read(JsonNode json) {
    return Optional.ofNullable(
        switch (text(json, "event", 64)) {
          case "hello" -> hello(json);
          case "terminal.exit" ->
              new AgentEvent.TerminalExit(number(json, "handle"), optionalInt(json, "exitCode"));
          case "terminal.title" ->
              new AgentEvent.TerminalTitle(
                  number(json, "handle"), clean(text(json, "title", 256 * 4), 256));
          case "exec.exit" -> execExit(json);
          case "files.changed" -> filesChanged(json);
          case "usage" -> usage(json);
          case "limit" ->
              new AgentEvent.Limit(
                  clean(text(json, "limit", 64), 32), clean(text(json, "detail", 4096), 400));
          default -> null;
        });
  }

  private static AgentEvent hello(JsonNode json) {
    if (json.path("protocol").asInt(0) != 1) {
      throw new AgentException.Violation("another version of the protocol");
    }
    String channel = text(json, "channel", 16);
    if (!channel.equals("terminal") && !channel.equals("files")) {
      throw new AgentException.Violation("an unknown channel");
    }
    List<OpenTerminal> terminals = new ArrayList<>();
    for (JsonNode item : bounded(json.path("terminals"), 64)) {
      terminals.add(
          new OpenTerminal(
              number(item, "handle"), text(item, "id", 64), item.path("exited").asBoolean(false)));
    }
    Set<Integer> executions = new LinkedHashSet<>();
    for (JsonNode item : bounded(json.path("executions"), 1000)) {
      executions.add(item.asInt(0));
    }
    return new AgentEvent.Hello(
        channel,
        text(json, "bootId", 128),
        json.path("uid").asInt(-1),
        json.path("configured").asBoolean(false),
        terminals,
        executions);
  }

  private static AgentEvent execExit(JsonNode json) {
    String outcome = text(json, "outcome", 32);
    return new AgentEvent.ExecExit(
        number(json, "handle"),
        optionalInt(json, "exitCode"),
        optionalInt(json, "signal"),
        OUTCOMES.contains(outcome) ? outcome : "ERROR",
        Math.max(0, json.path("durationMs").asLong(0)),
        Math.max(0, json.path("cpuMs").asLong(0)),
        Math.max(0, json.path("maxMemoryBytes").asLong(0)),
        json.path("truncated").asBoolean(false));
  }

  private static AgentEvent filesChanged(JsonNode json) {
    List<FileChange> changes = new ArrayList<>();
    List<String> unusable = new ArrayList<>();
    for (JsonNode item : bounded(json.path("changes"), MAX_CHANGES)) {
      String path = text(item, "path", 64 * 1024);
      if (usable(path)) {
        changes.add(change(item, path));
      } else {
        unusable.add(path);
      }
    }
    return new AgentEvent.FilesChanged(json.path("batch").asLong(0), changes, unusable);
  }

  /** One change or one item of a listing. */
  static FileChange change(JsonNode item, String path) {
    ItemType type =
        switch (text(item, "itemType", 16)) {
          case "FILE" -> ItemType.FILE;
          case "FOLDER" -> ItemType.FOLDER;
          case "SYMLINK" -> ItemType.SYMLINK;
          default -> throw new AgentException.Violation("an unknown type of item");
        };
    String target = optionalText(item, "target", 4096);
    return new FileChange(
        item.path("kind").asString("PUT").equals("DELETE"),
        path,
        type,
        Math.max(0, item.path("size").asLong(0)),
        hash(item, "sha256"),
        item.path("executable").asBoolean(false),
        target,
        hash(item, "base"),
        item.path("overLimit").asBoolean(false));
  }

  /** Whether a path from inside is one the workspace could have. */
  static boolean usable(String path) {
    if (path.isEmpty()
        || path.getBytes(StandardCharsets.UTF_8).length > MAX_PATH_BYTES
        || CONTROL.matcher(path).find()) {
      return false;
    }
    String[] names = path.split("/", -1);
    if (names.length > MAX_DEPTH) {
      return false;
    }
    for (String name : names) {
      if (name.isEmpty()
          || name.equals(".")
          || name.equals("..")
          || name.getBytes(StandardCharsets.UTF_8).length > 255) {
        return false;
      }
    }
    return true;
  }

  private static AgentEvent usage(JsonNode json) {
    Map<Integer, String> foreground = new HashMap<>();
    json.path("foreground")
        .properties()
        .forEach(entry -> {
          if (entry.getValue().isString() && foreground.size() < 64) {
            try {
              foreground.put(
                  Integer.parseInt(entry.getKey()), clean(entry.getValue().asString(), 64));
            } catch (NumberFormatException _) {
              throw new AgentException.Violation("a handle that is no number");
            }
          }
        });
    return new AgentEvent.Usage(
        Math.clamp(json.path("cpuPercent").asDouble(0), 0, 100_000),
        Math.max(0, json.path("memoryBytes").asLong(0)),
        Math.max(0, json.path("pids").asInt(0)),
        Math.max(0, json.path("diskBytes").asLong(0)),
        foreground,
        Math.max(-1, json.path("inputBytes").asLong(-1)),
        Math.max(0, json.path("outputBytes").asLong(0)),
        Math.clamp(json.path("executions").asLong(0), 0, 1000));
  }

  static JsonNode items(JsonNode list) {
    return bounded(list, MAX_LIST);
  }

  private static JsonNode bounded(JsonNode list, int most) {
    if (list.size() > most) {
      throw new AgentException.Violation("a list of " + list.size());
    }
    return list;
  }

  static String text(JsonNode json, String field, int longest) {
    JsonNode value = json.path(field);
    if (!value.isString() || value.asString().length() > longest) {
      throw new AgentException.Violation("a bad value of " + field);
    }
    return value.asString();
  }

  private static @Nullable String optionalText(JsonNode json, String field, int longest) {
    return json.path(field).isString() ? text(json, field, longest) : null;
  }

  private static @Nullable String hash(JsonNode json, String field) {
    String value = optionalText(json, field, 64);
    if (value != null && !SHA256.matcher(value).matches()) {
      throw new AgentException.Violation("a bad hash");
    }
    return value;
  }

  private static int number(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isInt()) {
      throw new AgentException.Violation("a bad value of " + field);
    }
    return value.intValue();
  }

  private static @Nullable Integer optionalInt(JsonNode json, String field) {
    return json.path(field).isInt() ? (Integer) json.path(field).intValue() : null;
  }

  private static String clean(String text, int longest) {
    String plain = CONTROL.matcher(text).replaceAll(" ");
    return plain.length() > longest ? plain.substring(0, longest) : plain;
  }
}
