package dev.cove.starter.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event as it arrived: the CloudEvents attributes and the data still as bytes, which a listener
 * reads into its own record that has only the fields it uses.
 */
public final class InboundEvent {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final UUID id;
  private final String type;
  private final String source;
  private final Instant time;
  private final String subject;
  private final @Nullable String correlationId;
  private final byte[] data;

  InboundEvent(
      UUID id,
      String type,
      String source,
      Instant time,
      String subject,
      @Nullable String correlationId,
      byte[] data) {
    this.id = id;
    this.type = type;
    this.source = source;
    this.time = time;
    this.subject = subject;
    this.correlationId = correlationId;
    this.data = data.clone();
  }

  /** The event's id ({@code ce_id}). */
  public UUID id() {
    return id;
  }

  /** The event's type ({@code ce_type}), such as {@code session-created}. */
  public String type() {
    return type;
  }

  /** The service that published it ({@code ce_source}). */
  public String source() {
    return source;
  }

  /** When it happened ({@code ce_time}). */
  public Instant time() {
    return time;
  }

  /** The aggregate's id ({@code ce_subject}). */
  public String subject() {
    return subject;
  }

  /** The id of the request behind it, if there was one. */
  public @Nullable String correlationId() {
    return correlationId;
  }

  /** The data as {@code type}; unknown fields are ignored. */
  public <T> T as(Class<T> type) {
    return JSON.readValue(data, type);
  }

  byte[] data() {
    return data.clone();
  }

  @Override
  public String toString() {
    return type + " " + id + " of " + subject;
  }
}
