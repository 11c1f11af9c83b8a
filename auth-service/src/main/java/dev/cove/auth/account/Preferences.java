package dev.cove.auth.account;

import dev.cove.starter.problem.ProblemException;
import dev.cove.starter.problem.ProblemException.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The front end's own settings: any JSON object of bounded size, kept and handed back unread.
 *
 * @param json the object as ASCII JSON text
 */
public record Preferences(String json) {

  /** The most bytes the JSON text may have. */
  public static final int MAX_BYTES = 16 * 1024;

  /** No settings. */
  public static final Preferences NONE = new Preferences("{}");

  private static final JsonMapper PLAIN = JsonMapper.builder().build();
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  /** The settings of a JSON object. Fails with a 422 when it is too large. */
  public static Preferences of(Map<String, Object> object) {
    int bytes = PLAIN.writeValueAsString(object).getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_BYTES) {
      throw ProblemException.invalid(
          new FieldError(
              "preferences", "may have %d bytes as JSON and has %d".formatted(MAX_BYTES, bytes)));
    }
    return new Preferences(JSON.writeValueAsString(object));
  }

  /** The settings as an object. */
  public Map<String, Object> asMap() {
    return JSON.readValue(json, OBJECT);
  }
}
