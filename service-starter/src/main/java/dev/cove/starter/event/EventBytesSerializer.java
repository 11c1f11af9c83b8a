package dev.cove.starter.event;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes bytes as they are, and an event that could not be handled as the bytes it came as. */
public final class EventBytesSerializer implements Serializer<Object> {

  /** For Kafka. */
  public EventBytesSerializer() {}

  @Override
  public byte @Nullable [] serialize(String topic, @Nullable Object data) {
    return switch (data) {
      case null -> null;
      case byte[] bytes -> bytes;
      case InboundEvent event -> event.data();
      default -> throw new SerializationException("neither bytes nor an event: " + data.getClass());
    };
  }
}
