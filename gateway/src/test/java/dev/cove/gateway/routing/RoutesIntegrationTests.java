package dev.cove.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.gateway.testing.GatewayTest;
import dev.cove.gateway.testing.RawHttp;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesIntegrationTests extends GatewayTest {

  static Stream<Arguments> publicPaths() {
    return Stream.of(
            of("auth-service", "/api/auth/login", "/.well-known/jwks.json", "/api/users/me"),
            of("auth-service", "/api/users", "/api/admin/users", "/api/admin/users/1"),
            of("auth-service", "/api/admin/audit"),
            of("workspace-service", "/api/sessions", SESSION, SESSION + "/tree"),
            of("workspace-service", SESSION + "/files/main.py", SESSION + "/folders"),
            of("workspace-service", SESSION + "/move", SESSION + "/copy", SESSION + "/import"),
            of("workspace-service", SESSION + "/export", SESSION + "/search", SESSION + "/usage"),
            of("workspace-service", SESSION + "/history", SESSION + "/restore", SESSION + "/batch"),
            of("workspace-service", SESSION + "/deleted", SESSION + "/ignore"),
            of("sandbox-service", SESSION + "/sandbox", SESSION + "/sandbox/start"),
            of("sandbox-service", SESSION + "/terminals", SESSION + "/terminals/1"),
            of("sandbox-service", SESSION + "/executions", "/api/sandboxes/quota"),
            of("sandbox-service", "/api/admin/sandboxes", "/api/admin/nodes/a/drain"),
            of("review-service", "/api/reviews", "/api/reviews/1/rounds/2/files/a%2Fb"),
            of("review-service", "/api/notifications/unread-count", SESSION + "/review"))
        .flatMap(list -> list);
  }

  private static Stream<Arguments> of(String service, String... paths) {
    return Stream.of(paths).map(path -> Arguments.of(path, service));
  }

  @ParameterizedTest
  @MethodSource("publicPaths")
  void routeWhenPublicReachesItsService(String path, String service) {
    RawHttp.Answer answer = gateway().get(path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains(service);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/internal/users/1",
        "/INTERNAL/users/1",
        "/%69nternal/users/1",
        "//internal/users/1",
        "/api/../internal/users/1",
        "/api/%2e%2e/internal/users/1",
        "/api/%252e%252e/internal/users/1",
        "/api/users/..%2f..%2finternal/users/1",
        "/internal;a=b/users/1",
        "/actuator/env",
        "/actuator/heapdump",
        "/actuator/gateway/routes",
        "/actuator/prometheus",
        "/%61ctuator/env",
        "/%2561ctuator/env",
        "/Actuator/env",
        "/actuator;/env",
        "/api/auth/..;/actuator/env",
        "/h2-console",
        "/swagger-ui.html",
        "/eureka/apps",
        "/v3/api-docs",
        "/v3/api-docs/internal",
        "/api/unknown",
        "/api/sessions/",
        "/api//users/me",
        "/api/users;a=b/me",
        "/API/users/me",
        SESSION + "/snapshots",
        SESSION + "/unknown"
      })
  void routeWhenNotPublicIsNotFound(String path) {
    int before = asked();

    RawHttp.Answer answer = gateway().get(path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(asked()).as("requests that reached a service").isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "100%25.txt",
        "%2525.txt",
        "a;b=c.txt",
        "a%3Bb.txt",
        "dir%2Fname.txt",
        "%C3%9Cn%C3%AF%20code%20%F0%9F%90%8D.py",
        "a+b&c=d.txt",
        "$d$id.py",
        "a%26%3F%23.txt",
        "'quoted'(1)!.txt"
      })
  void routeWhenFileNameIsOddPassesItUnchanged(String name) {
    String path = SESSION + "/files/" + name + "?revision=3&q=a%2Fb%20c&list[]=1%25";

    RawHttp.Answer answer =
        gateway().send("PUT", path, "text", "Authorization: Bearer x", "If-None-Match: *");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(WORKSPACE.last().uri()).isEqualTo(path);
    assertThat(WORKSPACE.last().method()).isEqualTo("PUT");
    assertThat(WORKSPACE.last().headers().get("If-None-Match")).isEqualTo("*");
    assertThat(WORKSPACE.last().body()).isEqualTo("text");
  }

  @Test
  void routeWhenNameLeavesTheFolderIsRefusedByName() {
    RawHttp.Answer answer = gateway().get(SESSION + "/files/a/%2e%2e/%2e%2e/tree");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("\"code\":\"invalid-path\"");
  }

  @Test
  void routeWhenSocketPathIsAskedPlainlyNeedsUpgrade() {
    RawHttp.Answer answer = gateway().get(SOCKETS + "/events");

    assertThat(answer.status()).isEqualTo(426);
    assertThat(answer.body()).contains("\"code\":\"upgrade-required\"");
  }

  @Test
  void routeWhenMethodIsUnknownIsRefused() {
    assertThat(gateway().send("TRACE", "/api/users/me", "").status()).isEqualTo(405);
    assertThat(gateway().send("PROPFIND", "/api/users/me", "").status()).isEqualTo(405);
  }

  @Test
  void managementPortWhenAskedHasHealthAndNothingElse() {
    assertThat(operators().get("/actuator/health/readiness").status()).isEqualTo(200);
    assertThat(operators().get("/actuator/prometheus").body()).contains("jvm_memory_used_bytes");
    assertThat(operators().get("/actuator/env").status()).isEqualTo(404);
    assertThat(operators().get("/api/status").status()).isEqualTo(404);
    assertThat(operators().get("/api/users/me").status()).isEqualTo(404);
    assertThat(operators().get("/login").status()).isEqualTo(404);
  }

  private static int asked() {
    return List.of(AUTH, WORKSPACE, SANDBOX, REVIEW).stream()
        .mapToInt(stub -> stub.seen().size())
        .sum();
  }
}
