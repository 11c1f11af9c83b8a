package dev.cove.sandbox.workspace.rest;

import dev.cove.sandbox.workspace.Workspace;
import dev.cove.sandbox.workspace.WorkspaceException;
import dev.cove.starter.client.ServiceClients;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.json.JsonMapper;

/** Speaks the internal interface with this service's own token. */
@Component
final class RestWorkspace implements Workspace {

  /** No content of the workspace is larger; more would be somebody else's stream. */
  private static final int MAX_BLOB = 64 * 1024 * 1024;

  private static final int UNKNOWN = 0xFFFFFFFF;

  private final RestClient client;
  private final JsonMapper json;

  RestWorkspace(ServiceClients clients, JsonMapper json) {
    this.client = clients.asService("workspace-service");
    this.json = json;
  }

  @Override
  public Optional<KnownSession> session(UUID sessionId) {
    return call(
        "session",
        () ->
            client
                .get()
                .uri("/internal/sessions/{id}", sessionId)
                .exchange((_, response) -> {
                  if (response.getStatusCode().value() == 404) {
                    return Optional.<KnownSession>empty();
                  }
                  check(response.getStatusCode());
                  return Optional.of(
                      json.readValue(response.getBody().readAllBytes(), KnownSession.class));
                }));
  }

  @Override
  public ChangeSet changes(UUID sessionId, long since) {
    return call(
        "changes",
        () ->
            client
                .get()
                .uri("/internal/sessions/{id}/changes?since={since}", sessionId, since)
                .exchange((_, response) -> {
                  check(response.getStatusCode());
                  return json.readValue(response.getBody().readAllBytes(), ChangeSet.class);
                }));
  }

  @Override
  public void blobs(UUID sessionId, List<String> etags, BlobSink sink) {
    var _ =
        call(
            "blobs",
            () ->
                client
                    .post()
                    .uri("/internal/sessions/{id}/blobs", sessionId)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(Map.of("etags", etags))
                    .exchange((_, response) -> {
                      check(response.getStatusCode());
                      copy(response.getBody(), etags, sink);
                      return true;
                    }));
  }

  private static void copy(InputStream body, List<String> etags, BlobSink sink) throws IOException {
    DataInputStream in = new DataInputStream(body);
    for (String asked : etags) {
      String etag = new String(in.readNBytes(64), StandardCharsets.US_ASCII);
      if (!etag.equals(asked)) {
        throw new IOException("another content than the one asked for");
      }
      int length = in.readInt();
      if (length == UNKNOWN) {
        sink.accept(etag, null);
        continue;
      }
      if (length < 0 || length > MAX_BLOB) {
        throw new IOException("a content of " + length + " bytes");
      }
      byte[] content = in.readNBytes(length);
      if (content.length < length) {
        throw new IOException("the contents ended early");
      }
      sink.accept(etag, content);
    }
  }

  @Override
  public Outcome apply(UUID sessionId, List<SandboxChange> changes) {
    byte[] body = encode(changes);
    return call(
        "sandbox-changes",
        () ->
            client
                .post()
                .uri("/internal/sessions/{id}/sandbox-changes", sessionId)
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(body)
                .exchange((_, response) -> {
                  check(response.getStatusCode());
                  return json.readValue(response.getBody().readAllBytes(), Outcome.class);
                }));
  }

  private byte[] encode(List<SandboxChange> changes) {
    List<Map<String, Object>> heads = changes.stream().map(RestWorkspace::head).toList();
    byte[] head = json.writeValueAsBytes(Map.of("changes", heads));
    ByteArrayOutputStream out = new ByteArrayOutputStream(head.length + 4096);
    out.writeBytes(ByteBuffer.allocate(4).putInt(head.length).array());
    out.writeBytes(head);
    for (SandboxChange change : changes) {
      ByteBuffer content = change.content();
      if (content != null) {
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        out.writeBytes(bytes);
      }
    }
    return out.toByteArray();
  }

  private static Map<String, Object> head(SandboxChange change) {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("kind", change.delete() ? "DELETE" : "PUT");
    head.put("path", change.path());
    head.put("itemType", change.itemType());
    head.put("size", change.size());
    head.put("etag", change.etag());
    head.put("executable", change.executable());
    head.put("target", change.target());
    head.put("base", change.base());
    head.put("content", change.content() != null);
    head.put("overLimit", change.overLimit());
    return head;
  }

  private static void check(HttpStatusCode status) {
    if (status.is2xxSuccessful()) {
      return;
    }
    if (status.is5xxServerError() || status.value() == 401 || status.value() == 429) {
      throw new WorkspaceException.Unavailable("status " + status.value(), null);
    }
    throw new WorkspaceException.Refused("status " + status.value());
  }

  private static <T> T call(String what, Supplier<T> call) {
    try {
      return Objects.requireNonNull(call.get());
    } catch (ResourceAccessException | CallNotPermittedException e) {
      throw new WorkspaceException.Unavailable("workspace-service: " + what, e);
    } catch (RestClientException e) {
      throw new WorkspaceException.Unavailable("workspace-service: " + what, e);
    }
  }
}
