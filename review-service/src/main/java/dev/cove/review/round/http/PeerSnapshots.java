package dev.cove.review.round.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cove.review.round.Manifest;
import dev.cove.review.round.RoundErrors;
import dev.cove.review.round.SnapshotSource;
import dev.cove.starter.client.ServiceClients;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.util.UriUtils;

/**
 * Snapshots of workspace-service, with a small memory of what was read lately: a snapshot never
 * changes, so nothing in it grows old.
 */
@Component
final class PeerSnapshots implements SnapshotSource {

  private record Choice(@Nullable List<String> paths) {}

  private record Comparison(boolean differs) {}

  private static final int MEMORY_ITEMS = 50_000;
  private static final int MEMORY_BYTES = 24 << 20;
  private static final Logger log = LoggerFactory.getLogger(PeerSnapshots.class);

  private final RestClient workspace;
  private final Cache<UUID, Manifest> manifests =
      Caffeine.newBuilder()
          .maximumWeight(MEMORY_ITEMS)
          .weigher((UUID _, Manifest manifest) -> manifest.items().size() + 1)
          .build();
  private final Cache<String, Content> contents =
      Caffeine.newBuilder()
          .maximumWeight(MEMORY_BYTES)
          .weigher((String _, Content content) -> content.bytes().length + 200)
          .build();

  PeerSnapshots(ServiceClients clients) {
    this.workspace = clients.asService("workspace-service");
  }

  @Override
  public Manifest manifest(UUID snapshot) {
    return Objects.requireNonNull(manifests.get(snapshot, this::fetch));
  }

  @Override
  public Content file(UUID snapshot, String path) {
    Manifest.Item item = manifest(snapshot).file(path).orElseThrow(RoundErrors::noFile);
    String etag = Objects.requireNonNull(item.etag());
    return Objects.requireNonNull(contents.get(etag, _ -> fetch(snapshot, path, etag)));
  }

  @Override
  public @Nullable Boolean differs(UUID snapshot, @Nullable List<String> paths) {
    try {
      return Objects.requireNonNull(
              workspace
                  .post()
                  .uri("/internal/snapshots/{id}/compare", snapshot)
                  .contentType(MediaType.APPLICATION_JSON)
                  .body(new Choice(paths))
                  .retrieve()
                  .body(Comparison.class))
          .differs();
    } catch (HttpClientErrorException.NotFound e) {
      return null;
    } catch (RestClientException | CallNotPermittedException e) {
      log.warn("workspace-service does not compare a snapshot", e);
      throw RoundErrors.unavailable();
    }
  }

  private Manifest fetch(UUID snapshot) {
    try {
      return Objects.requireNonNull(
          workspace
              .get()
              .uri("/internal/snapshots/{id}", snapshot)
              .retrieve()
              .body(Manifest.class));
    } catch (HttpClientErrorException.NotFound e) {
      throw RoundErrors.snapshotGone();
    } catch (RestClientException | CallNotPermittedException e) {
      log.warn("workspace-service does not show a snapshot", e);
      throw RoundErrors.unavailable();
    }
  }

  private Content fetch(UUID snapshot, String path, String etag) {
    String encoded =
        Arrays.stream(path.split("/", -1))
            .map(name -> UriUtils.encode(name, StandardCharsets.UTF_8))
            .collect(Collectors.joining("/"));
    URI uri =
        URI.create("http://workspace-service/internal/snapshots/" + snapshot + "/files/" + encoded);
    try {
      byte[] bytes = workspace.get().uri(uri).accept(MediaType.ALL).retrieve().body(byte[].class);
      return new Content(bytes == null ? new byte[0] : bytes, etag);
    } catch (HttpClientErrorException.NotFound e) {
      throw RoundErrors.noFile();
    } catch (RestClientException | CallNotPermittedException e) {
      log.warn("workspace-service does not show a file of a snapshot", e);
      throw RoundErrors.unavailable();
    }
  }
}
