package dev.cove.workspace.session;

import dev.cove.starter.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;

/** What can go wrong with sessions. */
final class SessionErrors {

  private SessionErrors() {}

  static ProblemException notFound(UUID id) {
    return new ProblemException(
        HttpStatus.NOT_FOUND, "session-not-found", "There is no session " + id + ".");
  }

  static ProblemException tooMany(int limit, long actual) {
    return new ProblemException(
            HttpStatus.CONFLICT,
            "session-limit",
            "You have %d stored sessions of %d. Delete one to make room.".formatted(actual, limit))
        .with("limit", limit)
        .with("actual", actual);
  }

  static ProblemException trashFull(int limit, long actual) {
    return new ProblemException(
            HttpStatus.CONFLICT,
            "trash-full",
            "There are %d sessions in your trash of %d. Delete some for ever to make room."
                .formatted(actual, limit))
        .with("limit", limit)
        .with("actual", actual);
  }

  static ProblemException throwAway() {
    return new ProblemException(
        HttpStatus.CONFLICT,
        "throw-away-session",
        "This session only runs a round of a review for a while. It can be used and deleted,"
            + " not copied, archived or kept.");
  }

  static ProblemException tooManyThrowAway(int limit, List<Session> running) {
    return new ProblemException(
            HttpStatus.CONFLICT,
            "throw-away-limit",
            "You run %d rounds of reviews of %d at once. End one to run another."
                .formatted(running.size(), limit))
        .with("limit", limit)
        .with("actual", running.size())
        .with(
            "running",
            running.stream()
                .map(session ->
                    Map.of(
                        "sessionId", session.id(),
                        "name", session.name(),
                        "expiresAt", String.valueOf(session.expiresAt())))
                .toList());
  }

  static ProblemException badCursor() {
    return new ProblemException(
        HttpStatus.BAD_REQUEST, "invalid-cursor", "Start again without a cursor.");
  }
}
