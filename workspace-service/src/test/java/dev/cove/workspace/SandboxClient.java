package dev.cove.workspace;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sandbox service's side of the sync. */
public final class SandboxClient {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ApiClient service;
  private final String path;

  public SandboxClient(int port, UUID session) {
    this.service = ApiClient.service(port, "sandbox-service");
    this.path = "/internal/sessions/" + session;
  }

  /** A change and the bytes that follow it. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Change(Map<String, Object> fields, byte @Nullable [] content) {

    public Change with(String name, Object value) {
      Map<String, Object> more = new LinkedHashMap<>(fields);
      more.put(name, value);
      return new Change(more, content);
    }

    public Change base(String etag) {
      return with("base", etag);
    }
  }

  public static Change put(String path, String text) {
    return put(path, text.getBytes(StandardCharsets.UTF_8));
  }

  public static Change put(String path, byte[] bytes) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", "PUT");
    fields.put("path", path);
    fields.put("itemType", "FILE");
    fields.put("size", bytes.length);
    fields.put("etag", sha256(bytes));
    fields.put("executable", false);
    fields.put("content", true);
    return new Change(fields, bytes);
  }

  public static Change folder(String path) {
    return new Change(Map.of("kind", "PUT", "path", path, "itemType", "FOLDER"), null);
  }

  public static Change link(String path, String target) {
    return new Change(
        Map.of("kind", "PUT", "path", path, "itemType", "SYMLINK", "target", target), null);
  }

  public static Change overLimit(String path, long size) {
    return new Change(
        Map.of("kind", "PUT", "path", path, "itemType", "FILE", "size", size, "overLimit", true),
        null);
  }

  public static Change delete(String path, String itemType) {
    return new Change(Map.of("kind", "DELETE", "path", path, "itemType", itemType), null);
  }

  public ApiClient.Answer send(Change... changes) {
    return send(List.of(changes));
  }

  public ApiClient.Answer send(List<Change> changes) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      byte[] json =
          JSON.writeValueAsBytes(Map.of("changes", changes.stream().map(Change::fields).toList()));
      out.writeInt(json.length);
      out.write(json);
      for (Change change : changes) {
        byte[] content = change.content();
        if (content != null) {
          out.write(content);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return raw(bytes.toByteArray());
  }

  public ApiClient.Answer raw(byte[] body) {
    return service.send(
        "POST", path + "/sandbox-changes", body, "Content-Type", "application/octet-stream");
  }

  public JsonNode since(long revision) {
    return service.get(path + "/changes?since=" + revision).json();
  }

  /** The contents by their hash; what is unknown is null. */
  public Map<String, byte @Nullable []> blobs(List<String> etags) {
    ApiClient.Answer answer = service.post(path + "/blobs", Map.of("etags", etags));
    Map<String, byte @Nullable []> found = new LinkedHashMap<>();
    try (var in = new DataInputStream(new ByteArrayInputStream(answer.bytes()))) {
      while (in.available() > 0) {
        String etag = new String(in.readNBytes(64), StandardCharsets.US_ASCII);
        int length = in.readInt();
        found.put(etag, length < 0 ? null : in.readNBytes(length));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** A sandbox's disk as {@code changes} lists it: kind, type, path. */
  public static List<String> lines(JsonNode since) {
    List<String> lines = new ArrayList<>();
    since
        .get("changes")
        .forEach(c ->
            lines.add(
                c.get("kind").asString()
                    + ' '
                    + c.get("itemType").asString()
                    + ' '
                    + c.get("path").asString()));
    return lines;
  }

  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
