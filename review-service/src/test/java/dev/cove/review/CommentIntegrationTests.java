package dev.cove.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cove.review.Actor.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CommentIntegrationTests extends ReviewScenario {

  private Actor author;
  private Actor holder;
  private String id;
  private String comments;

  @BeforeEach
  void claimedReview() {
    author = person("ada");
    holder = senior("sen");
    id = submit(author);
    comments = review(id) + "/comments";
    ok(holder.post(review(id) + "/claim"));
  }

  private static Map<String, Object> comment(String body, Object... fields) {
    Map<String, Object> comment = new HashMap<>();
    comment.put("body", body);
    for (int i = 0; i < fields.length; i += 2) {
      comment.put((String) fields[i], fields[i + 1]);
    }
    return comment;
  }

  private JsonNode list(Actor actor) {
    return actor.get(comments).json().get("items");
  }

  @Test
  @DisplayName("R5 comments on a line, a range, a side, a file and in general keep their place")
  void commentPlaces() {
    for (Map<String, Object> wish :
        List.of(
            comment("general"),
            comment("file", "path", "main.py"),
            comment("line", "path", "main.py", "line", 2, "kind", "ISSUE"),
            comment("range", "path", "main.py", "line", 1, "endLine", 3, "side", "NEW"),
            comment(
                "suggestion",
                "path",
                "main.py",
                "line",
                2,
                "kind",
                "SUGGESTION",
                "suggestion",
                "print(2)"))) {
      Answer answer = holder.post(comments, wish);
      assertThat(answer.status()).as(answer.text()).isEqualTo(201);
      wish.forEach((field, value) ->
          assertThat(answer.json().get(field).asString()).isEqualTo(value.toString()));
    }
    assertThat(author.get(review(id)).json().get("openThreads").asInt()).isEqualTo(5);
  }

  @Test
  @DisplayName("B10 a comment needs a place that exists in its round")
  void commentWhenPlaceIsMissing() {
    refused(
        holder.post(comments, comment("x", "path", "gone.py", "line", 1)),
        404,
        "file-not-in-round");
    refused(
        holder.post(comments, comment("x", "path", "main.py", "line", 99)), 422, "invalid-request");
    refused(
        holder.post(comments, comment("x", "path", "main.py", "line", 3, "endLine", 1)),
        422,
        "invalid-request");
    refused(holder.post(comments, comment("x", "line", 3)), 422, "invalid-request");
    refused(holder.post(comments, comment("x", "round", 7)), 404, "not-found");
    refused(holder.post(comments, comment(" ")), 422, "invalid-request");
    refused(holder.post(comments, comment("x", "parentId", UUID.randomUUID())), 404, "not-found");
  }

  @Test
  @DisplayName(
      "R11 drafts are private, survive lease loss and a new round, and go out with the verdict")
  void draftsArePrivate() {
    String draft = holder.post(comments, comment("secret", "draft", true)).string("id");
    assertThat(list(author)).isEmpty();
    assertThat(list(holder)).hasSize(1);
    refused(author.patch(comments + "/" + draft, Map.of("body", "x")), 404, "not-found");
    refused(author.post(comments + "/" + draft + "/resolve"), 404, "not-found");
    refused(author.post(comments, comment("re", "parentId", draft)), 404, "not-found");
    assertThat(author.get(review(id)).json().get("openThreads").asInt()).isZero();

    ok(holder.post(review(id) + "/release"));
    assertThat(list(holder)).hasSize(1);
    ok(author.post(review(id) + "/rounds"));
    ok(holder.post(review(id) + "/claim"));
    ok(holder.post(comments, comment("second", "path", "main.py", "line", 1, "draft", true)));
    Answer decided =
        holder.post(
            review(id) + "/decision",
            Map.of("outcome", "REQUEST_CHANGES", "comment", "Please fix both"));

    assertThat(decided.string("status")).isEqualTo("CHANGES_REQUESTED");
    assertThat(list(author).valueStream().map(c -> c.get("body").asString()))
        .containsExactly("secret", "second", "Please fix both");
    assertThat(list(author).valueStream().noneMatch(c -> c.get("draft").asBoolean())).isTrue();
    assertThat(list(author).get(2).get("verdict").asString()).isEqualTo("REQUEST_CHANGES");
    await()
        .untilAsserted(() ->
            assertThat(
                    author
                        .get("/api/notifications")
                        .json()
                        .get("items")
                        .valueStream()
                        .filter(n -> n.get("type").asString().equals("REVIEW_COMPLETED")))
                .hasSize(1));
    assertThat(
            author
                .get("/api/notifications")
                .json()
                .get("items")
                .valueStream()
                .filter(n -> n.get("type").asString().equals("REVIEW_COMMENTED")))
        .isEmpty();
  }

  @Test
  @DisplayName("R11 an author's drafts go out with the next round, with its one notification")
  void draftsOfTheAuthor() {
    ok(holder.post(review(id) + "/decision", decision("REQUEST_CHANGES")));
    ok(author.post(comments, comment("done it all", "draft", true)));
    assertThat(list(holder)).isEmpty();
    ok(author.post(review(id) + "/rounds"));
    assertThat(list(holder).valueStream().map(c -> c.get("body").asString()))
        .containsExactly("done it all");
    await()
        .untilAsserted(() ->
            assertThat(
                    holder
                        .get("/api/notifications")
                        .json()
                        .get("items")
                        .valueStream()
                        .map(n -> n.get("type").asString()))
                .containsExactly("REVIEW_RESUBMITTED"));
  }

  @Test
  @DisplayName("R11 a refused verdict publishes nothing")
  void draftsStayWhenVerdictIsRefused() {
    ok(holder.post(comments, comment("verify me", "mustVerify", true, "draft", true)));
    Answer refusal = holder.post(review(id) + "/decision", decision("APPROVE"));
    refused(refusal, 409, "must-verify-open");
    assertThat(refusal.json().get("threads")).hasSize(1);
    assertThat(list(author)).isEmpty();
    assertThat(author.get(review(id)).string("status")).isEqualTo("IN_REVIEW");
  }

  @Test
  @DisplayName("R13 reply, resolve, reopen; what must be verified is closed by the reviewer alone")
  void threads() {
    String root =
        holder
            .post(comments, comment("check", "path", "main.py", "line", 1, "mustVerify", true))
            .string("id");
    Answer reply = author.post(comments, comment("done", "parentId", root));
    assertThat(reply.string("path")).isEqualTo("main.py");
    assertThat(reply.json().get("line").asInt()).isEqualTo(1);
    refused(author.post(comments + "/" + root + "/resolve"), 403, "must-verify");
    refused(admin("root").post(comments + "/" + root + "/resolve"), 403, "must-verify");
    refused(
        holder.post(comments, comment("too", "parentId", root, "mustVerify", true)),
        422,
        "invalid-request");
    refused(holder.post(review(id) + "/decision", decision("APPROVE")), 409, "must-verify-open");
    assertThat(holder.post(comments + "/" + root + "/resolve").json().get("resolved").asBoolean())
        .isTrue();
    assertThat(author.get(review(id)).json().get("openThreads").asInt()).isZero();
    ok(holder.post(comments + "/" + root + "/reopen"));
    assertThat(author.get(review(id)).json().get("openThreads").asInt()).isEqualTo(1);
    ok(holder.post(comments + "/" + root + "/resolve"));
    ok(holder.post(review(id) + "/decision", decision("APPROVE")));
  }

  @Test
  @DisplayName("R5 comments are changed and removed by who wrote them; answers keep their thread")
  void editAndDelete() {
    String root = holder.post(comments, comment("old")).string("id");
    refused(author.patch(comments + "/" + root, Map.of("body", "x")), 403, "not-your-comment");
    refused(author.delete(comments + "/" + root), 403, "not-your-comment");
    assertThat(holder.patch(comments + "/" + root, Map.of("body", "new")).string("body"))
        .isEqualTo("new");
    String answer = author.post(comments, comment("re", "parentId", root)).string("id");
    assertThat(holder.delete(comments + "/" + root).status()).isEqualTo(204);
    assertThat(list(author).get(0).get("deleted").asBoolean()).isTrue();
    assertThat(list(author).get(0).get("body").asString()).isEmpty();
    assertThat(author.delete(comments + "/" + answer).status()).isEqualTo(204);
    assertThat(list(author)).hasSize(1);
  }

  @Test
  @DisplayName("R5 the same idempotency key says it once")
  void postWhenRepeated() {
    Map<String, String> key = Map.of("Idempotency-Key", "c-" + UUID.randomUUID());
    ok(holder.send("POST", comments, comment("once"), key));
    ok(holder.send("POST", comments, comment("once"), key));
    assertThat(list(author)).hasSize(1);
  }

  @Test
  @DisplayName("R5 the author applies a suggestion in one call, also after moving its lines")
  void applySuggestion() {
    Actor other = person("bob");
    FakePeers.Session session = PEERS.session(other.id());
    String moved = submit(other, session, "LOW");
    ok(holder.post(review(moved) + "/claim"));
    String path = review(moved) + "/comments";
    String suggestion =
        holder
            .post(
                path,
                comment(
                    "better",
                    "path",
                    "main.py",
                    "line",
                    2,
                    "endLine",
                    3,
                    "kind",
                    "SUGGESTION",
                    "suggestion",
                    "print('both')\n"))
            .string("id");
    session.write("main.py", "# a line before\n" + session.files.get("main.py"));
    refused(holder.post(path + "/" + suggestion + "/apply"), 403, "author-only");

    Answer applied = other.post(path + "/" + suggestion + "/apply");

    assertThat(applied.status()).as(applied.text()).isEqualTo(200);
    assertThat(applied.json().get("resolved").asBoolean()).isTrue();
    assertThat(session.files.get("main.py"))
        .isEqualTo("# a line before\nprint('one')\nprint('both')\n");
    refused(other.post(path + "/" + suggestion + "/apply"), 409, "suggestion-conflict");
    String plain = holder.post(path, comment("no suggestion")).string("id");
    refused(other.post(path + "/" + plain + "/apply"), 409, "no-suggestion");
  }
}
