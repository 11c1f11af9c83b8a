package dev.cove.starter.problem;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import jakarta.validation.ConstraintViolationException;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns every exception into a problem document; what is unexpected is logged and shown as 500. */
@RestControllerAdvice
public class ProblemAdvice extends ResponseEntityExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
  private static final int DEEPEST_CAUSE = 20;

  @ExceptionHandler
  ResponseEntity<Object> problem(ProblemException e, WebRequest request) {
    HttpHeaders headers = new HttpHeaders();
    e.headers().forEach(headers::add);
    return answer(Problems.of(e), headers, request);
  }

  @ExceptionHandler
  ResponseEntity<Object> constraint(ConstraintViolationException e, WebRequest request) {
    ProblemDetail problem = invalid();
    problem.setProperty(
        "errors",
        e.getConstraintViolations().stream()
            .map(v -> new ProblemException.FieldError(leaf(v.getPropertyPath()), v.getMessage()))
            .toList());
    return answer(problem, new HttpHeaders(), request);
  }

  @ExceptionHandler
  ResponseEntity<Object> lostRace(OptimisticLockingFailureException e, WebRequest request) {
    return answer(
        Problems.of(
            HttpStatus.CONFLICT,
            "concurrent-change",
            "Somebody changed this at the same moment. Read it again and repeat."),
        new HttpHeaders(),
        request);
  }

  @ExceptionHandler({
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class,
    QueryTimeoutException.class,
    CannotCreateTransactionException.class
  })
  ResponseEntity<Object> database(Exception e, WebRequest request) {
    log.warn("The database did not answer", e);
    return unavailable(
        "storage-unavailable",
        "The database does not answer just now. Nothing was changed; try again in a moment.",
        request);
  }

  @ExceptionHandler({ResourceAccessException.class, CallNotPermittedException.class})
  ResponseEntity<Object> peer(Exception e, WebRequest request) {
    log.warn("Another service did not answer", e);
    return unavailable(
        "service-unavailable",
        "A part of the platform does not answer just now. Try again in a moment.",
        request);
  }

  @ExceptionHandler
  ResponseEntity<Object> denied(AccessDeniedException e, WebRequest request) {
    return answer(
        Problems.of(HttpStatus.FORBIDDEN, "forbidden", "You may not do this."),
        new HttpHeaders(),
        request);
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> clientLeft(IOException e, WebRequest request) {
    if (request instanceof ServletWebRequest servlet
        && servlet.getResponse() != null
        && servlet.getResponse().isCommitted()) {
      log.debug("The client left in mid-answer", e);
      return null;
    }
    return unexpected(e, request);
  }

  @ExceptionHandler
  ResponseEntity<Object> unexpected(Exception e, WebRequest request) {
    if (isDatabaseAway(e)) {
      log.warn("The database went away in the middle of a transaction", e);
      return unavailable(
          "storage-unavailable",
          "The database does not answer just now. Read what is there, then try again.",
          request);
    }
    log.error("Unexpected failure", e);
    return answer(
        Problems.of(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "internal-error",
            "Something went wrong on our side. Give the trace id to an operator if it stays."),
        new HttpHeaders(),
        request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ProblemDetail problem = invalid();
    problem.setProperty(
        "errors",
        e.getBindingResult().getFieldErrors().stream()
            .map(f -> new ProblemException.FieldError(f.getField(), message(f.getDefaultMessage())))
            .toList());
    return answer(problem, headers, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
      HandlerMethodValidationException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ProblemDetail problem = invalid();
    List<ProblemException.FieldError> errors =
        e.getParameterValidationResults().stream()
            .flatMap(r ->
                r.getResolvableErrors().stream()
                    .map(m ->
                        new ProblemException.FieldError(
                            Objects.requireNonNullElse(
                                r.getMethodParameter().getParameterName(), "request"),
                            message(m.getDefaultMessage()))))
            .toList();
    problem.setProperty("errors", errors);
    return answer(problem, headers, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode statusCode,
      WebRequest request) {
    HttpStatus status =
        Objects.requireNonNullElse(
            HttpStatus.resolve(statusCode.value()), HttpStatus.INTERNAL_SERVER_ERROR);
    String detail = body instanceof ProblemDetail problem ? problem.getDetail() : null;
    return answer(Problems.of(status, code(status), detail), headers, request);
  }

  private static String code(HttpStatus status) {
    return switch (status) {
      case BAD_REQUEST -> "bad-request";
      case NOT_FOUND -> "not-found";
      case METHOD_NOT_ALLOWED -> "method-not-allowed";
      case NOT_ACCEPTABLE -> "not-acceptable";
      case UNSUPPORTED_MEDIA_TYPE -> "unsupported-media-type";
      case CONTENT_TOO_LARGE -> "too-large";
      case SERVICE_UNAVAILABLE -> "service-unavailable";
      default -> status.is5xxServerError() ? "internal-error" : "refused";
    };
  }

  private static ProblemDetail invalid() {
    return Problems.of(
        HttpStatus.UNPROCESSABLE_CONTENT, "invalid-request", "Some fields need another value.");
  }

  private static ResponseEntity<Object> unavailable(
      String code, String detail, WebRequest request) {
    HttpHeaders headers = new HttpHeaders();
    headers.add(HttpHeaders.RETRY_AFTER, "2");
    return answer(Problems.of(HttpStatus.SERVICE_UNAVAILABLE, code, detail), headers, request);
  }

  private static ResponseEntity<Object> answer(
      ProblemDetail problem, HttpHeaders headers, WebRequest request) {
    if (request instanceof ServletWebRequest servlet) {
      try {
        problem.setInstance(URI.create(servlet.getRequest().getRequestURI()));
      } catch (IllegalArgumentException e) {
        log.debug("A request path that is no URI", e);
      }
    }
    return ResponseEntity.status(problem.getStatus())
        .headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  /**
   * Whether the connection broke under a transaction: then its commit or rollback fails too, and
   * that is the exception which arrives. SQLSTATE 08 is a connection that is gone, 57P a server
   * that shuts down, and none at all the pool's own word for a connection it has closed since.
   */
  private static boolean isDatabaseAway(Throwable e) {
    Throwable cause = e;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof SQLException sql) {
        String state = sql.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57P");
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static String message(@Nullable String message) {
    return message == null ? "is not valid" : message;
  }

  private static String leaf(Object path) {
    String text = path.toString();
    return text.substring(text.lastIndexOf('.') + 1);
  }
}
