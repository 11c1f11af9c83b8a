package dev.cove.starter.test;

import dev.cove.starter.event.DomainEvent;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An event's data equals the golden sample {@code docs/contracts/events/<type>.json}. */
public final class EventContract {

  private EventContract() {}

  /** Compares an event with fixed values, or writes the sample when told to. */
  public static void verify(DomainEvent sample) {
    JsonMapper json = JsonMapper.builder().build();
    ObjectNode document = json.createObjectNode();
    document.put("topic", sample.topic());
    document.put("type", sample.type());
    document.put("key", sample.key());
    document.set("data", Contracts.tree(sample));
    Contracts.verify("events/" + sample.type() + ".json", document);
  }
}
