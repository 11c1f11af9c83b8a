package dev.cove.gateway.limits;

import dev.cove.gateway.FilterOrder;
import dev.cove.gateway.problem.ProblemException;
import io.netty.channel.ChannelPipeline;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Ends a request whose body is larger than its path takes: at once when it says so itself. A client
 * that leaves in mid-body is told apart from a service that breaks off.
 */
@Component
@Order(FilterOrder.BODY)
class BodyLimitFilter implements WebFilter {

  private static final Pattern FILE = Pattern.compile("/api/sessions/[^/]+/files/.*");
  private static final Pattern ARCHIVE = Pattern.compile("/api/sessions/[^/]+/import");

  private final LimitProperties.Body limits;

  BodyLimitFilter(LimitProperties properties) {
    this.limits = properties.body();
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    long declared = request.getHeaders().getContentLength();
    boolean chunked = request.getHeaders().containsHeader(HttpHeaders.TRANSFER_ENCODING);
    if (declared <= 0 && !chunked) {
      return chain.filter(exchange);
    }
    long limit = limit(request);
    if (declared > limit) {
      lingerAtClose(request);
      return Mono.error(tooLarge(limit, declared));
    }
    return chain.filter(exchange.mutate().request(counted(request, limit)).build());
  }

  private long limit(ServerHttpRequest request) {
    String path = request.getURI().getRawPath();
    if (HttpMethod.PUT.equals(request.getMethod()) && FILE.matcher(path).matches()) {
      return limits.file().toBytes();
    }
    return ARCHIVE.matcher(path).matches() ? limits.archive().toBytes() : limits.json().toBytes();
  }

  private static ServerHttpRequest counted(ServerHttpRequest request, long limit) {
    return new ServerHttpRequestDecorator(request) {
      @Override
      public Flux<DataBuffer> getBody() {
        AtomicLong seen = new AtomicLong();
        return super.getBody()
            .onErrorMap(IOException.class, AbortedException::new)
            .handle((buffer, sink) -> {
              long bytes = seen.addAndGet(buffer.readableByteCount());
              if (bytes > limit) {
                lingerAtClose(request);
                DataBufferUtils.release(buffer);
                sink.error(tooLarge(limit, bytes));
              } else {
                sink.next(buffer);
              }
            });
      }
    };
  }

  /** The answer says that it closes the connection, in the midst of what the client sends. */
  private static void lingerAtClose(ServerHttpRequest request) {
    HttpServerRequest server = ServerHttpRequestDecorator.getNativeRequest(request);
    server.withConnection(connection -> {
      ChannelPipeline pipeline = connection.channel().pipeline();
      if (pipeline.get(LingeringClose.class) == null) {
        pipeline.addFirst(new LingeringClose());
      }
    });
  }

  private static ProblemException tooLarge(long limit, long actual) {
    return new ProblemException(
            HttpStatus.CONTENT_TOO_LARGE,
            "too-large",
            String.format(
                Locale.ROOT,
                "The request's body has at least %,d bytes; this path takes %,d.",
                actual,
                limit))
        .header(HttpHeaders.CONNECTION, "close")
        .with("limit", limit)
        .with("actual", actual);
  }
}
