package dev.cove.workspace.web;

import dev.cove.starter.problem.ProblemException;
import dev.cove.starter.problem.Problems;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import tools.jackson.databind.json.JsonMapper;

/**
 * Words the server's own refusals as problems: addresses that it turns away before any of our code
 * sees them, such as one with an encoded NUL.
 */
public final class ProblemReportValve extends ErrorReportValve {

  private static final Logger log = LoggerFactory.getLogger(ProblemReportValve.class);
  private static final JsonMapper JSON =
      JsonMapper.builder().addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class).build();

  /** For the server, which makes it by its class's name. */
  public ProblemReportValve() {}

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    try {
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.getOutputStream().write(JSON.writeValueAsBytes(problem(request, status)));
      response.finishResponse();
    } catch (IOException e) {
      log.debug("The client went away", e);
    }
  }

  private static ProblemDetail problem(Request request, int code) {
    HttpStatus status = HttpStatus.resolve(code);
    if (status != HttpStatus.BAD_REQUEST) {
      return Problems.of(
          status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status, "refused", null);
    }
    String uri = request.getRequestURI();
    try {
      if (uri != null && FileRoutes.encodedPath(uri).isPresent()) {
        FileRoutes.path(uri);
      }
    } catch (ProblemException e) {
      ProblemDetail problem = Problems.of(e.status(), e.code(), e.detail());
      e.properties().forEach(problem::setProperty);
      return problem;
    }
    return Problems.of(status, "bad-request", "That request is not valid HTTP.");
  }
}
