package dev.cove.gateway.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * A refusal with a stable kebab-case code. The detail is shown to people: it says what to do and
 * nothing internal. Not thread-safe while it is being built.
 */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final String code;
  private final String detail;
  private final transient Map<String, Object> properties = new LinkedHashMap<>();
  private final transient Map<String, String> headers = new LinkedHashMap<>();

  public ProblemException(HttpStatus status, String code, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
    this.detail = detail;
  }

  /** The 404 that says nothing more; also the answer to paths that must not exist. */
  public static ProblemException notFound() {
    return new ProblemException(HttpStatus.NOT_FOUND, "not-found", "There is nothing here.");
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

  /** The HTTP status of the answer. */
  public HttpStatus status() {
    return status;
  }

  /** The stable code that clients switch on. */
  public String code() {
    return code;
  }

  String detail() {
    return detail;
  }

  Map<String, Object> properties() {
    return properties;
  }

  Map<String, String> headers() {
    return headers;
  }
}
