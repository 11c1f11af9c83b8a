package dev.cove.sandbox.agent;

import java.nio.ByteBuffer;
import tools.jackson.databind.JsonNode;

/** What an agent may send, as written in {@code docs/contracts/agent-protocol.md}. */
sealed interface AgentFrame {

  /** The answer to the request {@code id}. */
  record Response(int id, JsonNode body) implements AgentFrame {}

  /** Something that happened. */
  record Event(JsonNode body) implements AgentFrame {}

  /** Bytes of a terminal for one subscription. */
  record Output(int subscription, long offset, ByteBuffer bytes) implements AgentFrame {}

  /** How many bytes of input the programs of a terminal have taken. */
  record InputTaken(int handle, long offset) implements AgentFrame {}

  /** Bytes of an execution. */
  record ExecOutput(int handle, int stream, ByteBuffer bytes) implements AgentFrame {}

  /** The content asked for by the request {@code id}. */
  record FileContent(int id, ByteBuffer bytes) implements AgentFrame {}
}
