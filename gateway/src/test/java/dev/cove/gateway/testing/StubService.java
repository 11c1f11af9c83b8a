package dev.cove.gateway.testing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;

/**
 * A service that remembers what it was asked and answers with its own name. What it does besides is
 * chosen by the query: {@code ?stub=sse}, {@code slow}, {@code cut}, {@code first-cut} (only the
 * first call breaks off), {@code tear} (in the midst of the answer), {@code headers}, {@code
 * close-4404}, {@code flood}.
 */
public final class StubService {

  /** What arrived, byte for byte. */
  public record Seen(String method, String uri, HttpHeaders headers, String body) {}

  private final String name;
  private final DisposableServer server;
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final Set<String> asked = ConcurrentHashMap.newKeySet();
  private final List<Integer> closedByClient = new CopyOnWriteArrayList<>();

  public StubService(String name) {
    this.name = name;
    this.server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .httpRequestDecoder(spec -> spec.maxInitialLineLength(20_000).maxHeaderSize(65_536))
            .handle(this::handle)
            .bindNow();
  }

  public int port() {
    return server.port();
  }

  public Seen last() {
    return seen.getLast();
  }

  public List<Seen> seen() {
    return seen;
  }

  public List<Integer> closedByClient() {
    return closedByClient;
  }

  private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
    HttpHeaders headers = request.requestHeaders().copy();
    if (headers.containsValue("Upgrade", "websocket", true)) {
      seen.add(new Seen(request.method().name(), request.uri(), headers, ""));
      return socket(request, response);
    }
    boolean first = asked.add(request.method() + " " + request.uri());
    if (request.uri().contains("stub=cut") || (first && request.uri().contains("stub=first-cut"))) {
      return Mono.fromRunnable(() -> request.withConnection(Connection::dispose));
    }
    return request
        .receive()
        .aggregate()
        .asString(StandardCharsets.UTF_8)
        .defaultIfEmpty("")
        .flatMap(body -> {
          seen.add(new Seen(request.method().name(), request.uri(), headers, body));
          return Mono.from(answer(request, response));
        });
  }

  private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
    if (request.uri().contains("stub=sse")) {
      return response
          .sse()
          .send(
              Flux.interval(Duration.ofMillis(300)).take(4).map(n -> bytes("data: " + n + "\n\n")),
              _ -> true);
    }
    if (request.uri().contains("stub=slow")) {
      return response.sendString(Mono.delay(Duration.ofSeconds(30)).map(_ -> "late"));
    }
    if (request.uri().contains("stub=tear")) {
      return response
          .header("Content-Length", "1000")
          .sendString(Mono.just("the beginning"))
          .then(Mono.fromRunnable(() -> request.withConnection(Connection::dispose)));
    }
    if (request.uri().contains("stub=headers")) {
      return response
          .header("Server", "Stub/1.0")
          .header("X-Powered-By", "Stub")
          .header("Set-Cookie", "sneaky=1")
          .header("Access-Control-Allow-Origin", "*")
          .header("Content-Security-Policy", "default-src *")
          .header("X-Frame-Options", "ALLOWALL")
          .header("X-Request-Id", "from-the-service")
          .sendString(Mono.just(name));
    }
    if (request.uri().startsWith("/v3/api-docs")) {
      return response
          .header("Content-Type", "application/json")
          .sendString(
              Mono.just(
                  """
                  {"openapi":"3.1.0","info":{"title":"%s","version":"1"},
                   "servers":[{"url":"http://10.0.0.7:9101"}],
                   "paths":{"/api/%s":{"get":{"responses":{"200":{"description":"fine"}}}}}}
                  """
                      .formatted(name, name)));
    }
    if (request.uri().contains("stub=500")) {
      return response.status(HttpResponseStatus.INTERNAL_SERVER_ERROR).sendString(Mono.just(name));
    }
    return response.sendString(Mono.just(name));
  }

  private Publisher<Void> socket(HttpServerRequest request, HttpServerResponse response) {
    WebsocketServerSpec spec = WebsocketServerSpec.builder().maxFramePayloadLength(4 << 20).build();
    return response.sendWebsocket(
        (in, out) -> {
          in.receiveCloseStatus().subscribe(status -> closedByClient.add(status.code()));
          int at = request.uri().indexOf("close-");
          if (at > 0) {
            int code = Integer.parseInt(request.uri().substring(at + 6, at + 10));
            return out.sendObject(
                Mono.just(new CloseWebSocketFrame(code, "the reason of " + code)));
          }
          return out.sendObject(in.aggregateFrames(4 << 20).receiveFrames().map(f -> f.retain()));
        },
        spec);
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
  }
}
