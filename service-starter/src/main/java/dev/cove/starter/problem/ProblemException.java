package dev.cove.starter.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * A refusal with a stable code. A feature's {@code …Errors} class makes them; {@link ProblemAdvice}
 * writes them as {@code application/problem+json}. The detail is shown to people: it says what to
 * do, names the rule, the limit and the actual value, and nothing internal.
 */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A rule broken by one field of the request. */
  public record FieldError(String field, String message) {}

  private final HttpStatus status;
  private final String code;
  private final transient Map<String, Object> properties = new LinkedHashMap<>();
  private final transient Map<String, String> headers = new LinkedHashMap<>();

  /**
   * @param status the HTTP status
   * @param code a kebab-case code, the unit the front end switches on
   * @param detail a sentence for people
   */
  public ProblemException(HttpStatus status, String code, String detail) {
    super(detail);
    this.status = status;
    this.code = code;
  }

  /** A 422 with one entry per field. */
  public static ProblemException invalid(FieldError... errors) {
    return new ProblemException(
            HttpStatus.UNPROCESSABLE_CONTENT, "invalid-request", "Some fields need another value.")
        .with("errors", List.of(errors));
  }

  /** Adds a member to the problem document. */
  public ProblemException with(String name, Object value) {
    properties.put(name, value);
    return this;
  }

  /** Adds a header to the answer, such as {@code Retry-After}. */
  public ProblemException header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** The HTTP status. */
  public HttpStatus status() {
    return status;
  }

  /** The stable code. */
  public String code() {
    return code;
  }

  /** The sentence for people. */
  public String detail() {
    String message = getMessage();
    return message == null ? status.getReasonPhrase() : message;
  }

  /** Members beside the standard ones. */
  public Map<String, Object> properties() {
    return properties;
  }

  /** Headers of the answer. */
  public Map<String, String> headers() {
    return headers;
  }
}
