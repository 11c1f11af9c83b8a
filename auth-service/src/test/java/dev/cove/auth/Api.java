package dev.cove.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks HTTP to the service under test. Each instance comes from an address of its own. */
public final class Api {

  /** A password that every account of these tests has. */
  public static final String PASSWORD = "Passw0rd!123";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final AtomicInteger COUNTER = new AtomicInteger();

  /** An answer. */
  public record Answer(int status, JsonNode body, HttpResponse<String> raw) {

    /** A field of the body as text. */
    public String text(String field) {
      return body.path(field).asString("");
    }

    /** The value of a cookie it sets; empty if none. */
    public String cookie(String name) {
      return raw.headers().allValues("Set-Cookie").stream()
          .filter(cookie -> cookie.startsWith(name + "="))
          .map(cookie -> cookie.substring(name.length() + 1).split(";", 2)[0])
          .findFirst()
          .orElse("");
    }

    /** A header; empty if none. */
    public String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }
  }

  /** Somebody with an account and a login. */
  public record Person(String id, String username, String access, String refresh) {

    /** The person behind an answer that signed them in. */
    public static Person of(Answer answer) {
      if (answer.status() / 100 != 2) {
        throw new AssertionError(answer.status() + " " + answer.body());
      }
      return new Person(
          answer.body().path("user").path("id").asString(),
          answer.body().path("user").path("username").asString(),
          answer.text("accessToken"),
          answer.cookie("cove_refresh"));
    }
  }

  private final String base;
  private final String address;

  /** For the service at a port of this machine. */
  public Api(int port) {
    this.base = "http://127.0.0.1:" + port;
    int number = COUNTER.incrementAndGet();
    this.address = "10.0." + number / 250 + "." + (1 + number % 250);
  }

  /** A name nobody has yet. */
  public static String freshName(String prefix) {
    return prefix + COUNTER.incrementAndGet() + Long.toString(System.nanoTime() % 100_000_000, 36);
  }

  /** Makes an account. */
  public Person register(String prefix) {
    String name = freshName(prefix);
    return Person.of(
        post(
            "/api/auth/register",
            Map.of("username", name, "email", name + "@example.org", "password", PASSWORD)));
  }

  /** Tries to log in. */
  public Answer login(String name, String password) {
    return post("/api/auth/login", Map.of("username", name, "password", password));
  }

  /** Tries to refresh by cookie. */
  public Answer refresh(String token) {
    return send(
        request("/api/auth/refresh")
            .header("Cookie", "cove_refresh=" + token)
            .POST(BodyPublishers.noBody()));
  }

  /** GET with a bearer token, if any. */
  public Answer get(String path, @Nullable String token) {
    return send(authorized(path, token).GET());
  }

  /** POST without a token. */
  public Answer post(String path, Object body) {
    return call("POST", path, null, body);
  }

  /** Any call with a bearer token and a JSON body, each if any. */
  public Answer call(String method, String path, @Nullable String token, @Nullable Object body) {
    HttpRequest.Builder request = authorized(path, token);
    if (body == null) {
      return send(request.method(method, BodyPublishers.noBody()));
    }
    String json = body instanceof String text ? text : JSON.writeValueAsString(body);
    return send(
        request
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json)));
  }

  /** A request from this instance's address. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).header("X-Forwarded-For", address);
  }

  /** Sends a request. */
  public Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> raw = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      String type = raw.headers().firstValue("Content-Type").orElse("");
      JsonNode body = type.contains("json") ? JSON.readTree(raw.body()) : JSON.createObjectNode();
      return new Answer(raw.statusCode(), body, raw);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder authorized(String path, @Nullable String token) {
    HttpRequest.Builder request = request(path);
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }
}
