package dev.cove.review.comment.http;

import dev.cove.review.comment.LiveFiles;
import dev.cove.review.comment.SuggestionErrors;
import dev.cove.review.round.RoundErrors;
import dev.cove.starter.client.ServiceClients;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.util.UriUtils;

/** The public file calls of workspace-service with the caller's token. */
@Component
final class CallersFiles implements LiveFiles {

  private static final Logger log = LoggerFactory.getLogger(CallersFiles.class);

  private final RestClient workspace;

  CallersFiles(ServiceClients clients) {
    this.workspace = clients.asCaller("workspace-service");
  }

  @Override
  public Text read(UUID session, String path) {
    try {
      ResponseEntity<byte[]> found =
          workspace.get().uri(uri(session, path)).retrieve().toEntity(byte[].class);
      byte[] bytes = Objects.requireNonNullElse(found.getBody(), new byte[0]);
      return new Text(
          new String(bytes, StandardCharsets.UTF_8),
          Objects.requireNonNull(found.getHeaders().getETag()));
    } catch (HttpClientErrorException e) {
      throw SuggestionErrors.conflict();
    } catch (RestClientException | CallNotPermittedException e) {
      log.warn("workspace-service does not show a file", e);
      throw RoundErrors.unavailable();
    }
  }

  @Override
  public void save(UUID session, String path, Text read, String content) {
    try {
      workspace
          .put()
          .uri(uri(session, path))
          .header("If-Match", read.etag())
          .contentType(MediaType.APPLICATION_OCTET_STREAM)
          .body(content.getBytes(StandardCharsets.UTF_8))
          .retrieve()
          .toBodilessEntity();
    } catch (HttpClientErrorException e) {
      throw SuggestionErrors.conflict();
    } catch (RestClientException | CallNotPermittedException e) {
      log.warn("workspace-service does not save a file", e);
      throw RoundErrors.unavailable();
    }
  }

  private static URI uri(UUID session, String path) {
    String encoded =
        Arrays.stream(path.split("/", -1))
            .map(name -> UriUtils.encode(name, StandardCharsets.UTF_8))
            .collect(Collectors.joining("/"));
    return URI.create("http://workspace-service/api/sessions/" + session + "/files/" + encoded);
  }
}
