package dev.cove.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cove.starter.event.InboundEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.MessageListenerContainer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NotificationIntegrationTests extends ReviewScenario {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Autowired KafkaListenerEndpointRegistry listeners;
  @Autowired ConsumerFactory<String, InboundEvent> consumers;

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

  private static int unread(Actor actor) {
    return actor.get("/api/notifications/unread-count").json().get("count").asInt();
  }

  private Map<String, Object> claimed(Actor author, Actor reviewer) {
    Map<String, Object> data = new HashMap<>();
    data.put("reviewId", UUID.randomUUID());
    data.put("sessionId", UUID.randomUUID());
    data.put("title", "Title");
    data.put("status", "IN_REVIEW");
    data.put("priority", "LOW");
    data.put("round", 1);
    data.put("submittedBy", author.id());
    data.put("reviewer", reviewer.id());
    data.put("actor", reviewer.id());
    data.put("recipients", List.of(author.id(), reviewer.id()));
    return data;
  }

  private void send(UUID id, Map<String, Object> data) {
    event(
        id,
        "cove.reviews",
        "review-claimed",
        String.valueOf(data.get("reviewId")),
        Instant.now(),
        data);
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
        .isEqualTo("/reviews/" + id + "?round=1&file=main.py#L2");
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

  @Test
  @DisplayName("X6 duplicate, late and reordered events about people change nothing twice")
  void peopleEventsInAnyOrder() {
    Actor reviewer = person("rev");
    Instant start = Instant.now();
    List<Runnable> sends = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      UUID id = UUID.randomUUID();
      Instant at = start.plusMillis(i);
      String level = i == 19 ? "SENIOR" : i % 2 == 0 ? "JUNIOR" : "NONE";
      Map<String, Object> data =
          Map.of("userId", reviewer.id(), "username", "rev" + i, "reviewerLevel", level);
      sends.add(() -> event(id, "cove.users", "user-updated", reviewer.id().toString(), at, data));
    }
    Collections.reverse(sends);
    sends.forEach(Runnable::run);
    sends.forEach(Runnable::run);
    UUID last = UUID.randomUUID();
    Actor marker = person("marker");
    event(
        last,
        "cove.users",
        "user-registered",
        reviewer.id().toString(),
        start,
        Map.of("userId", marker.id(), "username", "marker", "reviewerLevel", "NONE"));

    await()
        .untilAsserted(() ->
            assertThat(
                    jdbc.sql("select count(*) from person where id = ?")
                        .param(marker.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1));
    assertThat(
            jdbc.sql("select username || ' ' || level from person where id = ?")
                .param(reviewer.id())
                .query(String.class)
                .single())
        .isEqualTo("rev19 SENIOR");
  }

  @Test
  @DisplayName("X6 a deleted account stays deleted whatever comes late")
  void deletedStaysDeleted() {
    Actor gone = senior("gone");
    String pending = submit(gone);
    Instant start = Instant.now();
    event(
        UUID.randomUUID(),
        "cove.users",
        "user-deleted",
        gone.id().toString(),
        start,
        Map.of("userId", gone.id()));
    level(gone, "SENIOR", start.plusSeconds(60));
    Actor marker = person("marker");
    event(
        UUID.randomUUID(),
        "cove.users",
        "user-registered",
        gone.id().toString(),
        start,
        Map.of("userId", marker.id(), "username", "marker", "reviewerLevel", "NONE"));

    await()
        .untilAsserted(() ->
            assertThat(
                    jdbc.sql("select count(*) from person where id = ?")
                        .param(marker.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1));
    JsonNode review = admin("root").get(review(pending)).json();
    assertThat(review.at("/submittedBy/displayName").asString()).isEqualTo("Deleted user");
    assertThat(review.get("status").asString()).isEqualTo("WITHDRAWN");
  }

  @Test
  @DisplayName("X6 an event whose handling fails half-way leaves nothing, comes again, then works")
  void eventHandledHalfComesAgain() {
    Actor author = person("ada");
    Actor second = person("bob");
    Actor reviewer = senior("sen");
    // the second recipient's row cannot be written, after the first one's was
    List<UUID> both = List.of(author.id(), second.id()).stream().sorted().toList();
    jdbc.sql("create sequence attempts").update();
    jdbc.sql(
            """
            create function break_it() returns trigger language plpgsql as
            $$ begin perform nextval('attempts'); raise exception 'no room'; end $$
            """)
        .update();
    jdbc.sql(
            """
            create trigger break_it before insert on notification for each row
            when (new.recipient = '%s') execute function break_it()
            """
                .formatted(both.getLast()))
        .update();
    UUID event = UUID.randomUUID();
    Map<String, Object> data = claimed(author, reviewer);
    data.put("recipients", both);
    try {
      send(event, data);
      await()
          .untilAsserted(() ->
              assertThat(jdbc.sql("select is_called from attempts").query(Boolean.class).single())
                  .isTrue());
      assertThat(
              jdbc.sql("select count(*) from notification where event_id = ?")
                  .param(event)
                  .query(Integer.class)
                  .single())
          .isZero();
      assertThat(
              jdbc.sql("select count(*) from inbox where event_id = ?")
                  .param(event)
                  .query(Integer.class)
                  .single())
          .isZero();
    } finally {
      jdbc.sql("drop function break_it cascade").update();
      jdbc.sql("drop sequence attempts").update();
    }
    await()
        .untilAsserted(() -> {
          assertThat(unread(author)).isEqualTo(1);
          assertThat(unread(second)).isEqualTo(1);
        });
  }

  @Test
  @DisplayName("X6 what cannot be handled at all goes to the dead letters and blocks nothing")
  void poisonGoesToDeadLetters() {
    Actor author = person("ada");
    UUID poison = UUID.randomUUID();
    event(
        poison,
        "cove.reviews",
        "review-claimed",
        "key",
        Instant.now(),
        Map.of("reviewId", "no uuid"));
    Map<String, Object> data = claimed(author, senior("sen"));
    event(UUID.randomUUID(), "cove.reviews", "review-claimed", "key", Instant.now(), data);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(unread(author)).isEqualTo(1));
    try (var consumer = consumers.createConsumer("dead-letters-" + poison, "")) {
      List<TopicPartition> partitions =
          consumer.partitionsFor("cove.reviews.dlt").stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      assertThat(consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum())
          .isPositive();
    }
  }
}
