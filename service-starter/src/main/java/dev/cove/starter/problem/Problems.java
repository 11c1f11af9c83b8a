package dev.cove.starter.problem;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * Builds problem documents as the public contract has them (RFC 9457, {@code urn:cove:problem:}).
 */
public final class Problems {

  /** The MDC key under which the request's id is kept. */
  public static final String REQUEST_ID = "requestId";

  private Problems() {}

  /** A problem document with its code, its type and the id of the request. */
  public static ProblemDetail of(HttpStatus status, String code, @Nullable String detail) {
    ProblemDetail problem = ProblemDetail.forStatus(status);
    problem.setType(URI.create("urn:cove:problem:" + code));
    problem.setTitle(title(code));
    problem.setDetail(detail);
    problem.setProperty("code", code);
    String requestId = MDC.get(REQUEST_ID);
    if (requestId != null) {
      problem.setProperty("traceId", requestId);
    }
    return problem;
  }

  static ProblemDetail of(ProblemException e) {
    ProblemDetail problem = of(e.status(), e.code(), e.detail());
    for (Map.Entry<String, Object> property : e.properties().entrySet()) {
      problem.setProperty(property.getKey(), property.getValue());
    }
    return problem;
  }

  private static String title(String code) {
    String words = code.replace('-', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
