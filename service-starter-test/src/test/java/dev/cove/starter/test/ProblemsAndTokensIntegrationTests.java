package dev.cove.starter.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ProblemsAndTokensIntegrationTests {

  @LocalServerPort private int port;

  @Test
  void getWhenTokenIsAUsersAnswersAndEchoesTheRequestId() throws Exception {
    HttpResponse<String> answer = get("/api/whoami", TestTokens.user(UUID.randomUUID(), "ada"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Contracts.read(answer.body()).get("username").asString()).isEqualTo("ada");
    assertThat(answer.headers().firstValue("X-Request-Id")).contains("test-request-1");
  }

  @Test
  void getWhenTokenIsMissingExpiredUnsignedOrAServicesIs401() throws Exception {
    String good = TestTokens.user(UUID.randomUUID(), "ada");
    String[] parts = good.split("\\.");
    String none = Base64URL.encode("{\"alg\":\"none\"}") + "." + parts[1] + ".";
    for (String bad :
        new @Nullable String[] {
          null,
          "junk",
          none,
          parts[0] + "." + parts[1] + ".",
          TestTokens.expired(UUID.randomUUID()),
          TestTokens.service("review-service")
        }) {
      HttpResponse<String> answer = get("/api/whoami", bad);
      assertThat(answer.statusCode()).as(String.valueOf(bad)).isEqualTo(401);
    }
    JsonNode problem = Contracts.read(get("/api/whoami", null).body());
    assertThat(problem.get("code").asString()).isEqualTo("unauthorized");
    assertThat(problem.get("type").asString()).isEqualTo("urn:cove:problem:unauthorized");
    assertThat(problem.get("traceId").asString()).isEqualTo("test-request-1");
  }

  @Test
  void internalWhenTokenIsAUsersIs401AndWhenAServicesAnswers() throws Exception {
    assertThat(get("/internal/fact", TestTokens.user(UUID.randomUUID(), "ada")).statusCode())
        .isEqualTo(401);
    assertThat(get("/internal/fact", TestTokens.service("review-service")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void postWhenFieldBreaksARuleIs422WithTheField() throws Exception {
    HttpResponse<String> answer =
        send(
            request("/api/names", TestTokens.user(UUID.randomUUID(), "ada"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"x\"}")));
    assertThat(answer.statusCode()).isEqualTo(422);
    JsonNode problem = Contracts.read(answer.body());
    assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo("name");
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
  }

  @Test
  void getWhenRefusedShowsCodeAndMembersAndWhenBrokenShowsNothingInternal() throws Exception {
    String token = TestTokens.user(UUID.randomUUID(), "ada");
    HttpResponse<String> refused = get("/api/refused", token);
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("\"holder\":\"someone\"").doesNotContain("properties");
    HttpResponse<String> broken = get("/api/broken", token);
    assertThat(broken.statusCode()).isEqualTo(500);
    assertThat(broken.body()).doesNotContain("passwords").doesNotContain("Exception");
    HttpResponse<String> missing = get("/api/nothing", token);
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(Contracts.read(missing.body()).get("code").asString()).isEqualTo("not-found");
  }

  private HttpResponse<String> get(String path, @Nullable String token) throws Exception {
    return send(request(path, token));
  }

  private HttpRequest.Builder request(String path, @Nullable String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("X-Request-Id", "test-request-1");
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
