package dev.cove.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.review.Actor.Answer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Rounds as those who review them see them: differences, places of comments, runs, files. */
class RoundIntegrationTests extends ReviewScenario {

  private static final String TEN =
      IntStream.rangeClosed(1, 10).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());

  private Actor author;
  private Actor holder;
  private FakePeers.Session session;
  private String id;

  @BeforeEach
  void claimedReview() {
    author = person("ada");
    holder = senior("sen");
    session = PEERS.session(author.id()).write("ten.txt", TEN).write("gone.txt", "x\n");
    id = submit(author, session, "LOW");
    ok(holder.post(review(id) + "/claim"));
  }

  private void nextRound() {
    ok(holder.post(review(id) + "/decision", decision("REQUEST_CHANGES")));
    ok(author.post(review(id) + "/rounds"));
  }

  private String comment(Object... fields) {
    Map<String, Object> comment = new HashMap<>(Map.of("body", "look"));
    for (int i = 0; i < fields.length; i += 2) {
      comment.put((String) fields[i], fields[i + 1]);
    }
    Answer answer = holder.post(review(id) + "/comments", comment);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.string("id");
  }

  private String shown(String comment, String query) {
    return author
        .get(review(id) + "/comments" + query)
        .json()
        .get("items")
        .valueStream()
        .filter(item -> item.get("id").asString().equals(comment))
        .map(item -> item.get("shown"))
        .map(shown ->
            "%s %s %s-%s round %s"
                .formatted(
                    shown.get("state").asString(),
                    shown.get("path").asString("none"),
                    shown.get("line").asString("none"),
                    shown.get("endLine").asString("none"),
                    shown.get("round").asString()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("R12 threads are shown at the lines they are about by now, or at the file, or apart")
  void commentsAreMapped() {
    String moved = comment("path", "ten.txt", "line", 5, "endLine", 6);
    String changed = comment("path", "ten.txt", "line", 2);
    String file = comment("path", "ten.txt");
    String lost = comment("path", "gone.txt", "line", 1);
    String general = comment();
    assertThat(shown(moved, "")).isEqualTo("HERE ten.txt 5-6 round 1");

    session.files.remove("ten.txt");
    session.files.remove("gone.txt");
    session.write("renamed.txt", "new first\n" + TEN.replace("line 2\n", "line two\n"));
    nextRound();

    assertThat(shown(moved, "")).isEqualTo("MAPPED renamed.txt 6-7 round 2");
    assertThat(shown(changed, "")).isEqualTo("LINE_GONE renamed.txt none-none round 2");
    assertThat(shown(file, "")).isEqualTo("MAPPED renamed.txt none-none round 2");
    assertThat(shown(lost, "")).isEqualTo("FILE_GONE none none-none round 2");
    assertThat(shown(general, "")).isEqualTo("GENERAL none none-none round 2");
    assertThat(shown(moved, "?round=1")).isEqualTo("HERE ten.txt 5-6 round 1");
    String older = comment("path", "ten.txt", "line", 9, "side", "OLD");
    assertThat(shown(older, "")).isEqualTo("HERE ten.txt 9-none round 2");
    session.write("renamed.txt", "newer first\n" + session.files.get("renamed.txt"));
    nextRound();
    assertThat(shown(older, "")).isEqualTo("MAPPED renamed.txt 11-none round 3");
    assertThat(shown(moved, "")).isEqualTo("MAPPED renamed.txt 7-8 round 3");
    assertThat(holder.get(review(id) + "/comments?round=9").status()).isEqualTo(404);
  }

  @Test
  @DisplayName("R14 a file that was moved and edited is one file; white space can be left out")
  void differencesOfMovedAndIndentedFiles() {
    session.files.remove("ten.txt");
    session.write("dir/eleven.txt", TEN + "line 11\n");
    session.write("main.py", "print('one')\n  print('two')\nprint('three')\n");
    nextRound();

    JsonNode files = holder.get(review(id) + "/rounds/2/diff").json().get("files");
    JsonNode ignoring =
        holder.get(review(id) + "/rounds/2/diff?whitespace=ignore").json().get("files");

    assertThat(files.valueStream().map(f -> f.get("change").asString() + f.get("path").asString()))
        .containsExactly("RENAMEDdir/eleven.txt", "MODIFIEDmain.py");
    assertThat(files.get(0).get("oldPath").asString()).isEqualTo("ten.txt");
    assertThat(files.get(0).get("additions").asInt()).isEqualTo(1);
    assertThat(files.get(1).get("deletions").asInt()).isEqualTo(1);
    assertThat(ignoring.get(1).get("hunks")).isEmpty();
    refused(holder.get(review(id) + "/rounds/2/diff?whitespace=maybe"), 422, "invalid-request");
  }

  @Test
  @DisplayName("R14 who comes back sees what is new since their last visit, whatever it was")
  void differenceSinceLastVisit() {
    nextRound();
    nextRound();
    Actor admin = admin("root");
    assertThat(base(holder, 3)).isEqualTo("2 true");
    assertThat(base(admin, 3)).isEqualTo("2 false");
    assertThat(base(admin, 1)).isEqualTo("0 false");

    ok(admin.send("PUT", review(id) + "/rounds/1/visit", null));
    assertThat(base(admin, 3)).isEqualTo("1 true");
    ok(admin.send("PUT", review(id) + "/rounds/3/visit", null));
    assertThat(base(admin, 3)).isEqualTo("1 true");
    assertThat(
            admin
                .get(review(id) + "/rounds")
                .json()
                .get("items")
                .valueStream()
                .map(round -> !round.get("lastVisitedAt").isNull()))
        .containsExactly(true, false, true);
    assertThat(holder.get(review(id) + "/rounds/3/diff?against=1").json().get("against").asInt())
        .isEqualTo(1);
  }

  private String base(Actor actor, int round) {
    JsonNode diff = actor.get(review(id) + "/rounds/" + round + "/diff").json();
    return diff.get("against").asString() + " " + diff.get("sinceLastVisit").asString();
  }

  @Test
  @DisplayName("R14 a viewed mark stays in later rounds until the file's content changes")
  void viewedMarksFollowTheContent() {
    for (String path : List.of("ten.txt", "main.py")) {
      ok(holder.post(review(id) + "/rounds/1/viewed", Map.of("path", path, "viewed", true)));
    }
    session.write("main.py", "changed\n");
    nextRound();
    assertThat(viewed(holder, 2)).containsExactly("ten.txt");
    assertThat(viewed(holder, 1)).containsExactly("main.py", "ten.txt");
    assertThat(viewed(author, 2)).isEmpty();
    ok(holder.post(review(id) + "/rounds/2/viewed", Map.of("path", "ten.txt", "viewed", false)));
    assertThat(viewed(holder, 2)).isEmpty();
  }

  private List<String> viewed(Actor actor, int round) {
    return actor
        .get(review(id) + "/rounds/" + round + "/tree")
        .json()
        .get("viewed")
        .valueStream()
        .map(JsonNode::asString)
        .toList();
  }

  @Test
  @DisplayName("R4 who sees a review runs exactly one round of it, in a session of their own")
  void roundIsRun() {
    String path = review(id) + "/rounds/1/sandbox";
    Answer first = holder.post(path);
    Answer again = holder.post(path);

    assertThat(first.status()).as(first.text()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.string("sessionId")).isEqualTo(first.string("sessionId"));
    assertThat(first.string("sessionId")).isNotEqualTo(session.id.toString());
    assertThat(author.post(path).string("sessionId")).isNotEqualTo(first.string("sessionId"));
    JsonNode request =
        PEERS.runRequests.stream()
            .filter(wish -> wish.get("ownerId").asString().equals(holder.id().toString()))
            .findFirst()
            .orElseThrow();
    assertThat(request.get("authors").valueStream().map(JsonNode::asString))
        .containsExactly(author.id().toString());
    assertThat(request.get("name").asString()).isEqualTo("Round 1 of Please look at this");
    refused(person("eve").post(path), 404, "not-found");
    refused(holder.post(review(id) + "/rounds/2/sandbox"), 404, "not-found");
  }

  @Test
  @DisplayName("R4 few rounds are run at once, and one can be ended to run another")
  void fewRoundsAreRunAtOnce() {
    nextRound();
    nextRound();
    for (int round : List.of(1, 2)) {
      ok(holder.post(review(id) + "/rounds/" + round + "/sandbox"));
    }
    Answer third = holder.post(review(id) + "/rounds/3/sandbox");
    refused(third, 409, "throw-away-limit");
    assertThat(third.json().get("limit").asInt()).isEqualTo(2);
    assertThat(third.json().get("running")).hasSize(2);
    assertThat(holder.delete(review(id) + "/rounds/1/sandbox").status()).isEqualTo(204);
    assertThat(holder.delete(review(id) + "/rounds/1/sandbox").status()).isEqualTo(204);
    ok(holder.post(review(id) + "/rounds/3/sandbox"));
  }

  @Test
  @DisplayName("R4 R10 a session in which a round is run cannot be submitted")
  void runIsNotSubmitted() {
    FakePeers.Session run = PEERS.session(holder.id(), author.id());
    run.expiresAt = "2030-01-01T00:00:00Z";
    refused(
        holder.post("/api/reviews", Map.of("sessionId", run.id, "title", "Not mine")),
        409,
        "throw-away-session");
  }

  @Test
  @DisplayName("R17 whether the session moved on is told by what is in its files")
  void freshness() {
    assertThat(freshness(holder)).isEqualTo("false");
    session.write("ten.txt", "other\n");
    assertThat(freshness(holder)).isEqualTo("true");
    session.write("ten.txt", TEN);
    assertThat(freshness(author)).isEqualTo("false");
    PEERS.sessions.remove(session.id);
    assertThat(holder.get(review(id) + "/freshness").json().get("changedSince").isNull()).isTrue();
  }

  private String freshness(Actor actor) {
    return actor.get(review(id) + "/freshness").json().get("changedSince").asString();
  }

  @Test
  @DisplayName("R17 a review is exported with everything said and done, but nobody's drafts")
  void export() {
    comment("path", "ten.txt", "line", 5, "kind", "ISSUE", "suggestion", "```\nfenced");
    comment("body", "not yet", "draft", true);
    String root = comment("body", "# no heading\n<script>alert(1)</script>");
    ok(author.post(review(id) + "/comments", Map.of("body", "so be it", "parentId", root)));

    JsonNode json = author.get(review(id) + "/export").json();
    Answer markdown = holder.get(review(id) + "/export?format=markdown");

    assertThat(json.get("comments")).hasSize(3);
    assertThat(json.get("history").valueStream().map(line -> line.get("action").asString()))
        .containsExactly("SUBMIT", "CLAIM");
    assertThat(json.get("rounds")).hasSize(1);
    assertThat(markdown.headers().firstValue("Content-Type"))
        .hasValue("text/markdown;charset=UTF-8");
    assertThat(markdown.headers().firstValue("Content-Disposition").orElse(""))
        .startsWith("attachment");
    assertThat(markdown.text())
        .contains(
            "# Please look at this\n",
            "- Status: IN_REVIEW\n",
            "> # no heading\n> <script>alert(1)</script>\n",
            "(issue, round 1, ten.txt:5)",
            "````\n```\nfenced\n````\n",
            "SEN: claim (round 1)")
        .doesNotContain("not yet");
    refused(author.get(review(id) + "/export?format=pdf"), 422, "invalid-request");
  }

  @Test
  @DisplayName("R2 two rounds at once: each number is given once, from PENDING both, else one")
  void roundsAtOnce() throws Exception {
    ok(holder.post(review(id) + "/decision", decision("REQUEST_CHANGES")));
    List<Answer> answers =
        atOnce(
            List.of(
                () -> author.post(review(id) + "/rounds"),
                () -> author.post(review(id) + "/rounds")));
    assertThat(answers.stream().map(Answer::status)).containsExactlyInAnyOrder(201, 409);

    Actor other = person("cyd");
    String queued = submit(other);
    List<Answer> both =
        atOnce(
            List.of(
                () -> other.post(review(queued) + "/rounds"),
                () -> other.post(review(queued) + "/rounds")));
    assertThat(new HashSet<>(both.stream().map(a -> a.json().get("number").asInt()).toList()))
        .containsExactlyInAnyOrder(2, 3);
  }
}
