package dev.cove.starter.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads CloudEvents 1.0 in Kafka binary mode. What is no CloudEvent goes to the dead letters. */
public final class InboundEventDeserializer implements Deserializer<InboundEvent> {

  /** For Kafka. */
  public InboundEventDeserializer() {}

  @Override
  public InboundEvent deserialize(String topic, byte[] data) {
    throw new SerializationException("an event needs its ce_ headers");
  }

  @Override
  public InboundEvent deserialize(String topic, Headers headers, byte[] data) {
    try {
      return new InboundEvent(
          UUID.fromString(required(headers, "ce_id")),
          required(headers, "ce_type"),
          required(headers, "ce_source"),
          Instant.parse(required(headers, "ce_time")),
          Objects.requireNonNullElse(text(headers, "ce_subject"), ""),
          text(headers, "ce_correlationid"),
          Objects.requireNonNull(data, "data"));
    } catch (RuntimeException e) {
      throw new SerializationException("not a CloudEvent of ours: " + e.getMessage(), e);
    }
  }

  private static String required(Headers headers, String name) {
    return Objects.requireNonNull(text(headers, name), name);
  }

  private static @Nullable String text(Headers headers, String name) {
    var header = headers.lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }
}
