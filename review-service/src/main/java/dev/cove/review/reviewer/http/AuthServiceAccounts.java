package dev.cove.review.reviewer.http;

import dev.cove.review.reviewer.Accounts;
import dev.cove.review.reviewer.Level;
import dev.cove.review.reviewer.Person;
import dev.cove.starter.client.ServiceClients;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** {@code GET /internal/users/{id}} of auth-service. */
@Component
final class AuthServiceAccounts implements Accounts {

  private record Account(
      UUID id,
      String username,
      @Nullable String displayName,
      String role,
      Level reviewerLevel,
      boolean disabled) {}

  private static final Logger log = LoggerFactory.getLogger(AuthServiceAccounts.class);

  private final RestClient auth;
  private final Clock clock;

  AuthServiceAccounts(ServiceClients clients, Clock clock) {
    this.auth = clients.asService("auth-service");
    this.clock = clock;
  }

  @Override
  public Optional<Person> find(UUID id) {
    // what is read is at least as new as the moment before the call
    Instant asOf = clock.instant();
    try {
      Account found = auth.get().uri("/internal/users/{id}", id).retrieve().body(Account.class);
      return Optional.ofNullable(found)
          .map(a ->
              new Person(
                  a.id(),
                  a.username(),
                  a.displayName(),
                  a.role(),
                  a.reviewerLevel(),
                  a.disabled(),
                  false,
                  asOf));
    } catch (RestClientException | CallNotPermittedException e) {
      log.debug("auth-service tells nothing about {}", id, e);
      return Optional.empty();
    }
  }
}
