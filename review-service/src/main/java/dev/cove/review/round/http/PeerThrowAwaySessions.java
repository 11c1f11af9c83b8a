package dev.cove.review.round.http;

import dev.cove.review.round.RoundErrors;
import dev.cove.review.round.ThrowAwaySessions;
import dev.cove.starter.client.ServiceClients;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** The throw-away sessions of workspace-service. */
@Component
final class PeerThrowAwaySessions implements ThrowAwaySessions {

  private record Wish(UUID ownerId, String name, Set<UUID> authors) {}

  private record Found(UUID sessionId, Instant expiresAt) {}

  private record Refusal(int limit, int actual, @Nullable List<Map<String, String>> running) {}

  private static final Logger log = LoggerFactory.getLogger(PeerThrowAwaySessions.class);

  private final RestClient workspace;

  PeerThrowAwaySessions(ServiceClients clients) {
    this.workspace = clients.asService("workspace-service");
  }

  @Override
  public Given give(UUID snapshot, UUID owner, String name, Set<UUID> authors) {
    try {
      ResponseEntity<Found> answer =
          workspace
              .post()
              .uri("/internal/snapshots/{id}/sessions", snapshot)
              .contentType(MediaType.APPLICATION_JSON)
              .body(new Wish(owner, name, authors))
              .retrieve()
              .toEntity(Found.class);
      Found found = Objects.requireNonNull(answer.getBody());
      return new Given(
          found.sessionId(),
          found.expiresAt(),
          HttpStatus.CREATED.isSameCodeAs(answer.getStatusCode()));
    } catch (HttpClientErrorException.NotFound e) {
      throw RoundErrors.snapshotGone();
    } catch (HttpClientErrorException.Conflict e) {
      Refusal refusal = Objects.requireNonNull(e.getResponseBodyAs(Refusal.class));
      throw RoundErrors.tooManyRuns(
          refusal.limit(),
          refusal.actual(),
          Objects.requireNonNullElse(refusal.running(), List.of()));
    } catch (RestClientException | CallNotPermittedException e) {
      log.warn("workspace-service gives no session of a snapshot", e);
      throw RoundErrors.unavailable();
    }
  }

  @Override
  public void end(UUID snapshot, UUID owner) {
    try {
      workspace
          .delete()
          .uri("/internal/snapshots/{id}/sessions/{owner}", snapshot, owner)
          .retrieve()
          .toBodilessEntity();
    } catch (RestClientException | CallNotPermittedException e) {
      log.warn("workspace-service does not end a session of a snapshot", e);
      throw RoundErrors.unavailable();
    }
  }
}
