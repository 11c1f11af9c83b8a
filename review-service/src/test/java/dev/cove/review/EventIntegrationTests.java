package dev.cove.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cove.starter.event.InboundEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.ConsumerFactory;
import tools.jackson.databind.JsonNode;

class EventIntegrationTests extends ReviewScenario {

  @Autowired ConsumerFactory<String, InboundEvent> consumers;

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
    List<UUID> both = Stream.of(author.id(), second.id()).sorted().toList();
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
