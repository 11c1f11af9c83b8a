package dev.cove.gateway.frontend;

import dev.cove.gateway.headers.AnswerHeadersFilter;
import dev.cove.gateway.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;

/** Answers what no route and no controller has taken: with a file of the front end, or a 404. */
@Component
class FrontendHandler implements WebHandler {

  private static final int CHUNK = 65_536;
  private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final Pattern GZIP =
      Pattern.compile(
          "(?:gzip|\\*)(?:\\s*;\\s*q=(?:1(?:\\..*)?|0\\.0*[1-9].*))?", Pattern.CASE_INSENSITIVE);

  /** Programs ask here: they get a problem, not a page. */
  private static final Pattern FOR_PROGRAMS =
      Pattern.compile("/(?:api|ws|v3|docs|internal|actuator|\\.well-known)(?:/.*)?");

  private final FrontendFiles files;

  FrontendHandler(FrontendFiles files) {
    this.files = files;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange) {
    ServerHttpRequest request = exchange.getRequest();
    String path = UriUtils.decode(request.getURI().getRawPath(), StandardCharsets.UTF_8);
    if (FOR_PROGRAMS.matcher(path).matches()) {
      return Mono.error(ProblemException.notFound());
    }
    if (!READS.contains(request.getMethod())) {
      return Mono.error(
          new ProblemException(
                  HttpStatus.METHOD_NOT_ALLOWED, "method-not-allowed", "This can only be read.")
              .header(HttpHeaders.ALLOW, "GET, HEAD"));
    }
    if (path.length() > 1 && path.endsWith("/")) {
      return redirectToPage(exchange);
    }
    FrontendFile file = files.find(path);
    if (file != null) {
      return send(exchange, file, HttpStatus.OK);
    }
    FrontendFile notFound = files.notFoundPage();
    return notFound == null
        ? Mono.error(ProblemException.notFound())
        : send(exchange, notFound, HttpStatus.NOT_FOUND);
  }

  private static Mono<Void> redirectToPage(ServerWebExchange exchange) {
    String raw = exchange.getRequest().getURI().getRawPath();
    ServerHttpResponse response = exchange.getResponse();
    response.setStatusCode(HttpStatus.PERMANENT_REDIRECT);
    response.getHeaders().set(HttpHeaders.LOCATION, raw.substring(0, raw.length() - 1));
    return response.setComplete();
  }

  private static Mono<Void> send(ServerWebExchange exchange, FrontendFile file, HttpStatus status) {
    ServerHttpRequest request = exchange.getRequest();
    ServerHttpResponse response = exchange.getResponse();
    AnswerHeadersFilter.policy(exchange, file.policy());
    HttpHeaders headers = response.getHeaders();
    headers.set(HttpHeaders.CACHE_CONTROL, file.cacheControl());
    boolean found = status == HttpStatus.OK;
    if (found) {
      headers.setETag(file.etag());
    }
    if (file.compressed() != null) {
      headers.set(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }
    if (found && unchanged(request, file)) {
      response.setStatusCode(HttpStatus.NOT_MODIFIED);
      return response.setComplete();
    }
    response.setStatusCode(status);
    headers.setContentType(file.type());
    Path compressed = acceptsGzip(request) ? file.compressed() : null;
    if (compressed != null) {
      headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    headers.setContentLength(compressed == null ? file.size() : file.compressedSize());
    return HttpMethod.HEAD.equals(request.getMethod())
        ? response.setComplete()
        : write(response, compressed == null ? file.path() : compressed);
  }

  private static Mono<Void> write(ServerHttpResponse response, Path path) {
    if (response instanceof ZeroCopyHttpOutputMessage zeroCopy) {
      return zeroCopy.writeWith(path, 0, path.toFile().length());
    }
    return response.writeWith(DataBufferUtils.read(path, response.bufferFactory(), CHUNK));
  }

  private static boolean unchanged(ServerHttpRequest request, FrontendFile file) {
    List<String> known = request.getHeaders().getIfNoneMatch();
    return known.stream().anyMatch(tag -> matches(tag, file.etag()));
  }

  private static boolean matches(@Nullable String tag, String etag) {
    return tag != null && (tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag));
  }

  private static boolean acceptsGzip(ServerHttpRequest request) {
    return request.getHeaders().getOrEmpty(HttpHeaders.ACCEPT_ENCODING).stream()
        .flatMap(line -> Stream.of(line.split(",", -1)))
        .anyMatch(coding -> GZIP.matcher(coding.strip()).matches());
  }
}
