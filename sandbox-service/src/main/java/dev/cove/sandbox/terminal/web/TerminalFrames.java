package dev.cove.sandbox.terminal.web;

import dev.cove.sandbox.terminal.TerminalFrame;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of a terminal's text frames, as in {@code docs/contracts/terminal-frames.md}. */
@Component
class TerminalFrames {

  private final JsonMapper json;

  TerminalFrames(JsonMapper json) {
    this.json = json;
  }

  String write(TerminalFrame.ToViewer frame) {
    ObjectNode body = json.valueToTree(frame);
    body.put(
        "type",
        switch (frame) {
          case TerminalFrame.Ready _ -> "ready";
          case TerminalFrame.Exit _ -> "exit";
          case TerminalFrame.Limit _ -> "limit";
          case TerminalFrame.Notice _ -> "notice";
          case TerminalFrame.Title _ -> "title";
          case TerminalFrame.Pong _ -> "pong";
        });
    return json.writeValueAsString(body);
  }

  /** The frame, or empty for what is none; such frames are ignored. */
  Optional<TerminalFrame.FromViewer> read(String text) {
    JsonNode body;
    try {
      body = json.readTree(text);
    } catch (JacksonException _) {
      return Optional.empty();
    }
    return switch (body.path("type").asString("")) {
      case "resize" ->
          body.path("cols").isInt() && body.path("rows").isInt()
              ? Optional.of(
                  new TerminalFrame.Resize(
                      body.path("cols").intValue(), body.path("rows").intValue()))
              : Optional.empty();
      case "ack" ->
          body.path("offset").isIntegralNumber()
              ? Optional.of(new TerminalFrame.Ack(body.path("offset").longValue()))
              : Optional.empty();
      case "ping" -> Optional.of(new TerminalFrame.Ping());
      default -> Optional.empty();
    };
  }
}
