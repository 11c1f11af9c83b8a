package dev.cove.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cove.review.Actor.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NotificationIntegrationTests extends ReviewScenario {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Autowired KafkaListenerEndpointRegistry listeners;

  /** A client of the notification socket that keeps what it was told. */
  private static final class Socket implements WebSocket.Listener {

    final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable WebSocket socket;

    static Socket open(Actor actor, String query) {
      var listener = new Socket();
      listener.socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .header("Authorization", "Bearer " + actor.token())
              .buildAsync(
                  URI.create("ws://127.0.0.1:" + actor.port() + "/ws/notifications" + query),
                  listener)
              .join();
      return listener;
    }

    List<Long> sequences() {
      return frames.stream()
          .filter(frame -> frame.get("type").asString().equals("notification"))
          .map(frame -> frame.at("/notification/sequence").asLong())
          .toList();
    }

    void close() {
      Objects.requireNonNull(socket).abort();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket ws, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        frames.add(JSON.readTree(text.toString()));
        text.setLength(0);
      }
      ws.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket ws, int status, String reason) {
      closed.complete(status);
      return null;
    }
  }

  private static List<JsonNode> inbox(Actor actor) {
    return actor.get("/api/notifications?limit=200").json().get("items").valueStream().toList();
  }

  private MessageListenerContainer container(String id) {
    return Objects.requireNonNull(listeners.getListenerContainer(id));
  }

  @Test
  @DisplayName("N2 the other one is told, with a link to the line; never about one's own act")
  void actsTellTheOtherOne() {
    Actor author = person("ada");
    Actor holder = senior("sen");
    String id = submit(author);
    ok(holder.post(review(id) + "/claim"));
    String comments = review(id) + "/comments";
    ok(holder.post(comments, Map.of("body", "look", "path", "main.py", "line", 2)));

    await()
        .untilAsserted(() ->
            assertThat(inbox(author))
                .extracting(n -> n.get("type").asString())
                .containsExactly("REVIEW_COMMENTED", "REVIEW_CLAIMED"));
    assertThat(inbox(author).getFirst().get("link").asString())
        .matches("/reviews/" + id + "\\?round=1&file=main.py&comment=[0-9a-f-]{36}#L2");
    assertThat(inbox(holder)).isEmpty();
    ok(author.post(comments, Map.of("body", "thanks")));
    await().untilAsserted(() -> assertThat(inbox(holder)).hasSize(1));
    assertThat(inbox(author)).hasSize(2);
  }

  @Test
  @DisplayName(
      "N1 what happens while the consumer is down arrives exactly once, also on the socket")
  void eventsWhileConsumerIsDown() {
    Actor author = person("ada");
    Actor reviewer = senior("sen");
    Socket socket = Socket.open(author, "");
    await().untilAsserted(() -> assertThat(socket.frames).isNotEmpty());
    MessageListenerContainer reviews = container("reviews");
    reviews.stop();
    List<Runnable> sends = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      UUID event = UUID.randomUUID();
      Map<String, Object> data = claimed(author, reviewer);
      sends.add(() -> send(event, data));
    }
    sends.forEach(Runnable::run);
    sends.subList(0, 100).forEach(Runnable::run);
    reviews.start();

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(unread(author)).isEqualTo(1000));
    await().untilAsserted(() -> assertThat(socket.sequences()).hasSize(1000));
    assertThat(socket.sequences())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 1000).mapToObj(Long::valueOf).toList());
    assertThat(unread(reviewer)).isZero();
    socket.close();
  }

  @Test
  @DisplayName("N1 a reconnect resumes from its cursor: none lost, none twice; counts in all tabs")
  void socketResumes() {
    Actor author = person("ada");
    Actor reviewer = senior("sen");
    Socket first = Socket.open(author, "");
    await().untilAsserted(() -> assertThat(first.frames).isNotEmpty());
    assertThat(first.frames.getFirst().get("unread").asInt()).isZero();
    send(UUID.randomUUID(), claimed(author, reviewer));
    await().untilAsserted(() -> assertThat(first.sequences()).containsExactly(1L));
    first.close();
    for (int i = 0; i < 5; i++) {
      send(UUID.randomUUID(), claimed(author, reviewer));
    }
    await().untilAsserted(() -> assertThat(unread(author)).isEqualTo(6));

    Socket second = Socket.open(author, "?cursor=1");
    Socket third = Socket.open(author, "?cursor=6");
    await().untilAsserted(() -> assertThat(second.sequences()).containsExactly(2L, 3L, 4L, 5L, 6L));
    ok(author.post("/api/notifications/read-all"));
    for (Socket socket : List.of(second, third)) {
      await()
          .untilAsserted(() -> {
            JsonNode last = socket.frames.getLast();
            assertThat(last.get("type").asString()).isEqualTo("unread");
            assertThat(last.get("unread").asInt()).isZero();
          });
      socket.close();
    }
    assertThat(third.sequences()).isEmpty();
  }

  @Test
  @DisplayName("N1 what another instance writes and reads comes to the sockets of this one")
  void socketWhenAnotherInstanceWrites() {
    Actor author = person("ada");
    Socket socket = Socket.open(author, "");
    await().untilAsserted(() -> assertThat(socket.frames).isNotEmpty());
    // in one statement, as the other instance's transaction would be seen from here
    jdbc.sql(
            """
            with feed as (
              insert into notification_feed (recipient, last_sequence, changes) values (:me, 1, 1))
            insert into notification (id, recipient, sequence, event_id, type, title, body, link,
              created_at)
            values (:id, :me, 1, :id, 'REVIEW_CLAIMED', 'Elsewhere', '', '/', now())
            """)
        .param("me", author.id())
        .param("id", UUID.randomUUID())
        .update();
    await().untilAsserted(() -> assertThat(socket.sequences()).containsExactly(1L));
    jdbc.sql(
            """
            with feed as (update notification_feed set changes = changes + 1 where recipient = :me)
            update notification set read_at = now() where recipient = :me
            """)
        .param("me", author.id())
        .update();
    await()
        .untilAsserted(() ->
            assertThat(socket.frames.getLast().toString())
                .isEqualTo("{\"type\":\"unread\",\"unread\":0}"));
    socket.close();
  }

  @Test
  @DisplayName("N2 a type that is switched off is not told, and told again once it is on")
  void typesAreSwitched() {
    Actor author = person("ada");
    Actor reviewer = senior("sen");
    String path = "/api/notifications/preferences";
    assertThat(author.get(path).json().get("types").valueStream().map(JsonNode::asBoolean))
        .hasSize(8)
        .containsOnly(true);
    Answer off = author.send("PUT", path, Map.of("types", Map.of("REVIEW_CLAIMED", false)));
    assertThat(off.json().at("/types/REVIEW_CLAIMED").asBoolean()).isFalse();
    assertThat(off.json().at("/types/REVIEW_COMPLETED").asBoolean()).isTrue();
    Map<String, Object> data = claimed(author, reviewer);
    send(UUID.randomUUID(), data);
    event(
        UUID.randomUUID(),
        "cove.reviews",
        "review-withdrawn",
        String.valueOf(data.get("reviewId")),
        Instant.now(),
        data);
    await()
        .untilAsserted(() ->
            assertThat(inbox(author))
                .extracting(n -> n.get("type").asString())
                .containsExactly("REVIEW_WITHDRAWN"));
    ok(author.send("PUT", path, Map.of("types", Map.of("REVIEW_CLAIMED", true))));
    send(UUID.randomUUID(), claimed(author, reviewer));
    await().untilAsserted(() -> assertThat(inbox(author)).hasSize(2));
    assertThat(author.send("PUT", path, Map.of("types", Map.of("SMALL_TALK", false))).status())
        .isIn(400, 422);
  }

  @Test
  @DisplayName("N1 notifications are grouped by review, and a group is read at once")
  void groupsByReview() {
    Actor author = person("ada");
    Actor reviewer = senior("sen");
    Map<String, Object> one = claimed(author, reviewer);
    Map<String, Object> other = claimed(author, reviewer);
    for (Map<String, Object> data : List.of(one, other, one)) {
      int before = unread(author);
      send(UUID.randomUUID(), data);
      await().untilAsserted(() -> assertThat(unread(author)).isEqualTo(before + 1));
    }
    JsonNode groups = author.get("/api/notifications/groups").json().get("items");
    assertThat(groups.valueStream().map(group -> group.get("reviewId").asString()))
        .containsExactly(
            String.valueOf(one.get("reviewId")), String.valueOf(other.get("reviewId")));
    assertThat(groups.get(0).get("count").asInt()).isEqualTo(2);
    assertThat(groups.get(0).at("/latest/sequence").asInt()).isEqualTo(3);
    ok(author.post("/api/notifications/read-all?reviewId=" + one.get("reviewId")));
    assertThat(unread(author)).isEqualTo(1);
    assertThat(author.get("/api/notifications/groups?unread=true").json().get("items")).hasSize(1);
    JsonNode page = author.get("/api/notifications/groups?limit=1").json();
    assertThat(
            author
                .get(
                    "/api/notifications/groups?limit=1&cursor=" + page.get("nextCursor").asString())
                .json()
                .at("/items/0/reviewId")
                .asString())
        .isEqualTo(String.valueOf(other.get("reviewId")));
  }

  @Test
  void socketWithoutTokenIsClosed() {
    Actor nobody = new Actor(UUID.randomUUID(), "nobody", "none", port);
    Socket socket = Socket.open(nobody, "");
    await().untilAsserted(() -> assertThat(socket.closed).isCompletedWithValue(4401));
  }

  @Test
  void readMarksOneOnceAndOnlyOnesOwn() {
    Actor author = person("ada");
    send(UUID.randomUUID(), claimed(author, senior("sen")));
    await().untilAsserted(() -> assertThat(unread(author)).isEqualTo(1));
    String path = "/api/notifications/" + inbox(author).getFirst().get("id").asString() + "/read";
    assertThat(person("eve").post(path).status()).isEqualTo(404);
    assertThat(author.post(path).status()).isEqualTo(204);
    assertThat(author.post(path).status()).isEqualTo(204);
    assertThat(unread(author)).isZero();
    assertThat(author.get("/api/notifications?unread=true").json().get("items")).isEmpty();
  }
}
