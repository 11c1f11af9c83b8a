package dev.cove.starter.event;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** One row of the outbox and the CloudEvents 1.0 record (Kafka binary mode) that it becomes. */
record OutboxRecord(
    long id,
    UUID eventId,
    String topic,
    String key,
    String type,
    @Nullable String correlationId,
    Instant occurredAt,
    String data) {

  static OutboxRecord from(ResultSet row, int number) throws SQLException {
    return new OutboxRecord(
        row.getLong("id"),
        row.getObject("event_id", UUID.class),
        row.getString("topic"),
        row.getString("event_key"),
        row.getString("type"),
        row.getString("correlation_id"),
        row.getTimestamp("occurred_at").toInstant(),
        row.getString("data"));
  }

  ProducerRecord<String, Object> toKafka(String source) {
    var message =
        new ProducerRecord<String, Object>(topic, key, data.getBytes(StandardCharsets.UTF_8));
    header(message, "ce_specversion", "1.0");
    header(message, "ce_id", eventId.toString());
    header(message, "ce_type", type);
    header(message, "ce_source", source);
    header(message, "ce_time", occurredAt.toString());
    header(message, "ce_subject", key);
    header(message, "content-type", "application/json");
    if (correlationId != null) {
      header(message, "ce_correlationid", correlationId);
    }
    return message;
  }

  private static void header(ProducerRecord<String, Object> message, String name, String value) {
    message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
