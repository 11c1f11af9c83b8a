package dev.cove.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AccessIntegrationTests extends ReviewScenario {

  private static final List<String> READS =
      List.of(
          "",
          "/history",
          "/rounds",
          "/rounds/1/tree",
          "/rounds/1/files/main.py",
          "/rounds/1/diff",
          "/freshness",
          "/export",
          "/comments");

  private Actor author;
  private Actor holder;
  private String id;
  private String commentId;

  @BeforeEach
  void claimedReview() {
    author = person("ada");
    holder = senior("sen");
    id = submit(author);
    ok(holder.post(review(id) + "/claim"));
    commentId = holder.post(review(id) + "/comments", Map.of("body", "hm")).string("id");
  }

  private Map<String, Map<String, Object>> writes() {
    Map<String, Map<String, Object>> writes = new HashMap<>();
    writes.put("PATCH ", Map.of("title", "Other title"));
    writes.put("POST /release", Map.of());
    writes.put("POST /assign", Map.of("reviewerId", UUID.randomUUID()));
    writes.put("POST /withdraw", Map.of());
    writes.put("POST /reopen", Map.of());
    writes.put("POST /decision", Map.of("outcome", "APPROVE"));
    writes.put("POST /rounds", Map.of());
    writes.put("PUT /rounds/1/visit", Map.of());
    writes.put("POST /rounds/1/sandbox", Map.of());
    writes.put("DELETE /rounds/1/sandbox", Map.of());
    writes.put("POST /rounds/1/viewed", Map.of("path", "main.py", "viewed", true));
    writes.put("POST /comments", Map.of("body", "hello"));
    writes.put("PATCH /comments/" + commentId, Map.of("body", "hello"));
    writes.put("DELETE /comments/" + commentId, Map.of());
    writes.put("POST /comments/" + commentId + "/resolve", Map.of());
    writes.put("POST /comments/" + commentId + "/reopen", Map.of());
    writes.put("POST /comments/" + commentId + "/apply", Map.of());
    return writes;
  }

  @TestFactory
  @DisplayName(
      "B10 for a stranger, and a reviewer who has nothing to do with it, there is no review")
  Stream<DynamicTest> foreignReviewIsNotFound() {
    return Stream.of(person("eve"), senior("oth"))
        .flatMap(stranger ->
            Stream.concat(
                READS.stream()
                    .map(path ->
                        DynamicTest.dynamicTest(
                            stranger.username() + " GET " + path,
                            () ->
                                assertThat(stranger.get(review(id) + path).status())
                                    .isEqualTo(404))),
                writes().entrySet().stream()
                    .map(call ->
                        DynamicTest.dynamicTest(
                            stranger.username() + " " + call.getKey(),
                            () -> {
                              List<String> parts = List.of(call.getKey().split(" ", 2));
                              refused(
                                  stranger.send(
                                      parts.get(0), review(id) + parts.get(1), call.getValue()),
                                  404,
                                  "not-found");
                            }))));
  }

  @Test
  @DisplayName("B10 every call on a review is tried by a stranger here")
  void everyCallIsTried() {
    Set<String> tried =
        Stream.concat(READS.stream().map(path -> "GET " + path), writes().keySet().stream())
            .map(call ->
                call.replace(" ", " /api/reviews/{id}")
                    .replace("/rounds/1", "/rounds/{n}")
                    .replace("/files/main.py", "/files/{path}")
                    .replace(commentId, "{commentId}"))
            .collect(Collectors.toCollection(TreeSet::new));
    // who may try to claim is told in strangerSeesNothing
    tried.add("POST /api/reviews/{id}/claim");
    Set<String> offered = new TreeSet<>();
    author
        .get("/v3/api-docs")
        .json()
        .get("paths")
        .properties()
        .forEach(path -> {
          if (path.getKey().startsWith("/api/reviews/{id}")) {
            path.getValue()
                .propertyNames()
                .forEach(
                    method -> offered.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
          }
        });
    assertThat(tried).isEqualTo(offered);
  }

  @Test
  @DisplayName("B10 a stranger's claim is not found, and lists never show what is not theirs")
  void strangerSeesNothing() {
    Actor eve = person("eve");
    refused(eve.post(review(id) + "/claim"), 404, "not-found");
    String pending = submit(person("bob"));
    refused(eve.post(review(pending) + "/claim"), 404, "not-found");
    for (String view : List.of("queue", "mine", "assigned", "all")) {
      assertThat(eve.get("/api/reviews?view=" + view).json().get("items")).isEmpty();
    }
  }

  @Test
  @DisplayName("R3 any reviewer looks while it is queued; once claimed only those involved")
  void reviewerSeesQueue() {
    Actor other = junior("jun");
    String pending = submit(person("bob"));
    for (String path : READS) {
      ok(other.get(review(pending) + path));
    }
    refused(
        other.post(review(pending) + "/comments", Map.of("body", "hello")), 403, "not-your-claim");
    ok(holder.post(review(pending) + "/claim"));
    for (String path : READS) {
      assertThat(other.get(review(pending) + path).status()).isEqualTo(404);
    }
    ok(holder.post(review(pending) + "/decision", decision("APPROVE")));
    ok(holder.get(review(pending) + "/rounds/1/tree"));
  }

  @Test
  @DisplayName("B10 B11 only the author edits, only before the end, and only what may be edited")
  void editIsTheAuthors() {
    refused(holder.patch(review(id), Map.of("title", "Mine now")), 403, "author-only");
    ok(
        author.patch(
            review(id),
            Map.of(
                "title",
                "New title",
                "status",
                "APPROVED",
                "submittedBy",
                holder.id(),
                "round",
                9)));
    var review = author.get(review(id)).json();
    assertThat(review.get("title").asString()).isEqualTo("New title");
    assertThat(review.get("status").asString()).isEqualTo("IN_REVIEW");
    assertThat(review.get("round").asInt()).isEqualTo(1);
    assertThat(review.at("/submittedBy/id").asString()).isEqualTo(author.id().toString());
    ok(holder.post(review(id) + "/decision", decision("REJECT")));
    refused(author.patch(review(id), Map.of("title", "Too late")), 409, "illegal-transition");
    refused(
        holder.post(review(id) + "/comments", Map.of("body", "late")), 409, "illegal-transition");
  }

  @Test
  @DisplayName("B16 B20 markup and wildcards are kept and found as the text they are")
  void textStaysText() {
    String title = "<img src=x onerror=alert(1)> 100% _'; drop table review; --";
    ok(author.patch(review(id), Map.of("title", title)));
    assertThat(author.get(review(id)).string("title")).isEqualTo(title);
    String query = "/api/reviews?view=mine&q=";
    assertThat(author.get(query + "100%25").json().get("items")).hasSize(1);
    assertThat(author.get(query + "%25%25").json().get("items")).isEmpty();
    assertThat(author.get(query + "'%3B").json().get("items")).hasSize(1);
    assertThat(author.get("/api/reviews?cursor=nonsense").status()).isEqualTo(400);
    assertThat(author.get("/api/reviews?status=DROP").status()).isIn(400, 422);
  }

  @Test
  void callsWithoutTokenAreRefused() {
    Actor nobody = new Actor(UUID.randomUUID(), "nobody", "none", port);
    assertThat(nobody.get(review(id)).status()).isEqualTo(401);
  }
}
