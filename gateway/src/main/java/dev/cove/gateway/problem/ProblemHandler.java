package dev.cove.gateway.problem;

import io.netty.channel.ChannelException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import tools.jackson.databind.json.JsonMapper;

/** Writes every failure as a problem document; what is unexpected is logged and shown as 500. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class ProblemHandler implements WebExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

  private final JsonMapper json;

  ProblemHandler(JsonMapper json) {
    this.json = json;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
    ServerHttpResponse response = exchange.getResponse();
    if (response.isCommitted()) {
      return Mono.error(failure);
    }
    ProblemException problem = problem(exchange, failure);
    // headers of a backend's half-read answer must not describe ours
    response.getHeaders().clear();
    response.setStatusCode(problem.status());
    problem.headers().forEach(response.getHeaders()::set);
    response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    response.getHeaders().setCacheControl("no-store");
    byte[] body = json.writeValueAsBytes(document(exchange, problem));
    response.getHeaders().setContentLength(body.length);
    return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
  }

  private static Map<String, Object> document(
      ServerWebExchange exchange, ProblemException problem) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", "urn:cove:problem:" + problem.code());
    document.put("title", title(problem.code()));
    document.put("status", problem.status().value());
    document.put("detail", problem.detail());
    document.put("instance", exchange.getRequest().getURI().getRawPath());
    document.put("code", problem.code());
    document.put("traceId", RequestId.of(exchange));
    document.putAll(problem.properties());
    return document;
  }

  private static ProblemException problem(ServerWebExchange exchange, Throwable failure) {
    if (failure instanceof ProblemException problem) {
      return problem;
    }
    if (failure instanceof ResponseStatusException refused) {
      return ofStatus(refused.getStatusCode());
    }
    if (failure instanceof ChannelException || failure instanceof AbortedException) {
      return new ProblemException(
              HttpStatus.REQUEST_TIMEOUT,
              "request-timeout",
              "The request did not arrive whole in time. Send it again.")
          .header(HttpHeaders.CONNECTION, "close");
    }
    log.error("Request {} failed", RequestId.of(exchange), failure);
    return new ProblemException(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "internal-error",
        "Something went wrong on our side. Give the trace id to an operator if it stays.");
  }

  private static ProblemException ofStatus(HttpStatusCode code) {
    HttpStatus status = HttpStatus.resolve(code.value());
    if (status == null) {
      status = HttpStatus.INTERNAL_SERVER_ERROR;
    }
    return switch (status) {
      case NOT_FOUND -> ProblemException.notFound();
      case METHOD_NOT_ALLOWED ->
          new ProblemException(
              status, "method-not-allowed", "This path does not take this method.");
      case SERVICE_UNAVAILABLE ->
          new ProblemException(
              status, "service-unavailable", "A part of the platform is away. Try again soon.");
      default ->
          new ProblemException(
              status,
              status.is5xxServerError() ? "internal-error" : "bad-request",
              "The request cannot be handled: " + status.getReasonPhrase() + ".");
    };
  }

  private static String title(String code) {
    String words = code.replace('-', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
