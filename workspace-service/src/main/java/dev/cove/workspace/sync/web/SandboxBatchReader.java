package dev.cove.workspace.sync.web;

import dev.cove.starter.problem.ProblemException;
import dev.cove.workspace.sync.SandboxChange;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a batch off the wire: a length (4 bytes, big-endian), JSON of that length, then the bytes
 * of each change that has content, in order. Everything is bounded before it is read.
 */
@Component
class SandboxBatchReader {

  private static final int MOST_CHANGES = 500;
  private static final int MOST_JSON = 4 * 1024 * 1024;
  private static final long MOST_BYTES = 16L * 1024 * 1024;

  private final JsonMapper json;

  SandboxBatchReader(JsonMapper json) {
    this.json = json;
  }

  /** A batch: the changes, and the bytes by the change's place. */
  record Batch(List<SandboxChange> changes, Map<Integer, byte[]> contents) {}

  private record Listing(@Nullable List<@Nullable SandboxChange> changes) {}

  Batch read(InputStream body) throws IOException {
    var data = new DataInputStream(body);
    try {
      int length = data.readInt();
      if (length < 2 || length > MOST_JSON) {
        throw malformed("The JSON has 2 to %,d bytes, not %,d.".formatted(MOST_JSON, length));
      }
      byte[] text = new byte[length];
      data.readFully(text);
      List<SandboxChange> changes = parse(text);
      Map<Integer, byte[]> contents = new HashMap<>();
      long total = 0;
      for (int i = 0; i < changes.size(); i++) {
        SandboxChange change = changes.get(i);
        if (!change.hasContent()) {
          continue;
        }
        long size = change.bytes();
        total += size;
        if (size < 0 || total > MOST_BYTES) {
          throw tooLarge("A batch has at most %,d bytes of content.".formatted(MOST_BYTES));
        }
        byte[] bytes = new byte[(int) size];
        data.readFully(bytes);
        contents.put(i, bytes);
      }
      if (data.read() >= 0) {
        throw malformed("There are more bytes than the changes say.");
      }
      return new Batch(changes, contents);
    } catch (EOFException e) {
      throw malformed("The body ends before its time.");
    }
  }

  private List<SandboxChange> parse(byte[] text) {
    List<@Nullable SandboxChange> listed;
    try {
      listed = json.readValue(text, Listing.class).changes();
    } catch (JacksonException e) {
      throw malformed("The JSON is not a list of changes: " + e.getOriginalMessage());
    }
    if (listed == null) {
      throw malformed("The JSON has no changes.");
    }
    if (listed.size() > MOST_CHANGES) {
      throw tooLarge("A batch has at most %d changes.".formatted(MOST_CHANGES));
    }
    List<SandboxChange> changes = new ArrayList<>(listed.size());
    for (SandboxChange change : listed) {
      if (change == null || !change.isComplete()) {
        throw malformed("A change has a kind, a path and an item type.");
      }
      changes.add(change);
    }
    return changes;
  }

  private static ProblemException malformed(String detail) {
    return new ProblemException(HttpStatus.BAD_REQUEST, "malformed-batch", detail);
  }

  private static ProblemException tooLarge(String detail) {
    return new ProblemException(HttpStatus.CONTENT_TOO_LARGE, "batch-too-large", detail);
  }
}
