package dev.cove.review.round.http;

import dev.cove.review.review.ReviewErrors;
import dev.cove.review.round.RoundErrors;
import dev.cove.review.round.SessionSource;
import dev.cove.starter.client.ServiceClients;
import dev.cove.starter.problem.ProblemException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** The internal calls of workspace-service and sandbox-service about a live session. */
@Component
final class PeerSessions implements SessionSource {

  private record Found(
      UUID id,
      UUID ownerId,
      String status,
      long revision,
      @Nullable Set<UUID> authors,
      @Nullable Instant expiresAt) {

    SessionFacts facts() {
      return new SessionFacts(
          id, ownerId, status, revision, Objects.requireNonNullElse(authors, Set.of()), expiresAt);
    }
  }

  private record SnapshotRequest(
      UUID requestedBy, @Nullable List<String> paths, boolean someGone) {}

  private record Refusal(String code, String detail) {}

  private static final Logger log = LoggerFactory.getLogger(PeerSessions.class);

  private final RestClient workspace;
  private final RestClient sandbox;

  PeerSessions(ServiceClients clients) {
    this.workspace = clients.asService("workspace-service");
    this.sandbox = clients.asService("sandbox-service");
  }

  @Override
  public Optional<SessionFacts> find(UUID session) {
    try {
      Found found =
          workspace.get().uri("/internal/sessions/{id}", session).retrieve().body(Found.class);
      return Optional.ofNullable(found).map(Found::facts);
    } catch (HttpClientErrorException.NotFound e) {
      return Optional.empty();
    } catch (RestClientException | CallNotPermittedException e) {
      log.warn("workspace-service does not tell about a session", e);
      throw RoundErrors.unavailable();
    }
  }

  @Override
  public void flush(UUID session) {
    try {
      sandbox.post().uri("/internal/sessions/{id}/flush", session).retrieve().toBodilessEntity();
    } catch (HttpClientErrorException.NotFound e) {
      log.debug("No sandbox, nothing to flush for {}", session);
    } catch (RestClientException | CallNotPermittedException e) {
      log.warn("sandbox-service does not confirm a flush", e);
      throw RoundErrors.syncUnconfirmed();
    }
  }

  @Override
  public Taken snapshot(
      UUID session, UUID requestedBy, @Nullable List<String> paths, boolean someGone) {
    try {
      return Objects.requireNonNull(
          workspace
              .post()
              .uri("/internal/sessions/{id}/snapshots", session)
              .contentType(MediaType.APPLICATION_JSON)
              .body(new SnapshotRequest(requestedBy, paths, someGone))
              .retrieve()
              .body(Taken.class));
    } catch (HttpClientErrorException.NotFound | HttpClientErrorException.BadRequest e) {
      throw refused(e);
    } catch (RestClientException | CallNotPermittedException e) {
      log.warn("workspace-service takes no snapshot", e);
      throw RoundErrors.unavailable();
    }
  }

  /** A path that is none, or that nothing is at, is the wish's fault; else the session is gone. */
  private static ProblemException refused(HttpClientErrorException answer) {
    Refusal refusal = answer.getResponseBodyAs(Refusal.class);
    return refusal == null || "session-not-found".equals(refusal.code())
        ? ReviewErrors.noSession()
        : RoundErrors.paths(refusal.detail());
  }
}
