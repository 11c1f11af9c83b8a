package dev.cove.starter.event;

import java.util.Locale;

/**
 * A fact about an aggregate, named in the past tense. Implementations are public records of a
 * service whose components are the event's JSON data; published through Spring's {@code
 * ApplicationEventPublisher} (or registered on an aggregate) inside the business transaction, which
 * writes them to the outbox. Change them only by adding.
 */
public interface DomainEvent {

  /** The Kafka topic, {@code cove.<aggregates>}. */
  String topic();

  /** The aggregate's id: events of one key keep their order. */
  String key();

  /** The CloudEvents type; by default the record's name in kebab case. */
  default String type() {
    return getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }
}
