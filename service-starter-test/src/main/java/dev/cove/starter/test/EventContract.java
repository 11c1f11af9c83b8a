package dev.cove.starter.test;

import dev.cove.starter.event.DomainEvent;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event's data equals the golden sample {@code docs/contracts/events/<type>.json}, and {@code
 * docs/contracts/asyncapi.json} describes it: the message on the topic's channel, with the same
 * fields of the same types.
 */
public final class EventContract {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ASYNC_API = "asyncapi.json";

  private EventContract() {}

  /** Compares an event with fixed values, or writes sample and description when told to. */
  public static void verify(DomainEvent sample) {
    ObjectNode data = (ObjectNode) Contracts.tree(sample);
    ObjectNode document = JSON.createObjectNode();
    document.put("topic", sample.topic());
    document.put("type", sample.type());
    document.put("key", sample.key());
    document.set("data", data);
    Contracts.verify("events/" + sample.type() + ".json", document);
    describe(sample, data);
  }

  private static void describe(DomainEvent sample, ObjectNode data) {
    ObjectNode api = (ObjectNode) Contracts.load(ASYNC_API);
    ObjectNode described = api.deepCopy();
    ObjectNode channel = described.withObject("/channels").withObject("/" + name(sample.topic()));
    channel.put("address", sample.topic());
    channel
        .withObject("/messages")
        .withObject("/" + sample.type())
        .put("$ref", "#/components/messages/" + sample.type());
    ObjectNode message =
        described.withObject("/components").withObject("/messages").withObject("/" + sample.type());
    message.put("name", sample.type());
    message.put("contentType", "application/json");
    message.withObject("/headers").put("$ref", "#/components/schemas/cloudEvent");
    message.set("payload", schema(data));
    if (Boolean.getBoolean(Contracts.UPDATE) || !described.equals(api)) {
      Contracts.verify(ASYNC_API, described);
    }
  }

  private static String name(String topic) {
    return topic.substring(topic.lastIndexOf('.') + 1);
  }

  private static ObjectNode schema(JsonNode value) {
    ObjectNode schema = JSON.createObjectNode();
    switch (value.getNodeType()) {
      case OBJECT -> {
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (String field : new TreeSet<>(value.propertyNames())) {
          properties.set(field, schema(value.get(field)));
          if (!value.get(field).isNull()) {
            required.add(field);
          }
        }
      }
      case ARRAY -> {
        schema.put("type", "array");
        schema.set("items", value.isEmpty() ? JSON.createObjectNode() : schema(value.get(0)));
      }
      case NUMBER -> schema.put("type", value.isIntegralNumber() ? "integer" : "number");
      case BOOLEAN -> schema.put("type", "boolean");
      case NULL -> schema.put("description", "null in the sample");
      default -> schema.put("type", "string");
    }
    return schema;
  }
}
