package dev.cove.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.gateway.routing.RequestPath.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTests {

  private static final String FILES = "/api/sessions/0197d9a2-0000-7000-8000-000000000001/files/";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/login",
        "/api/sessions",
        "/api/users/me",
        "/_next/static/chunks/app.js",
        "/sessions/_/__next.sessions.$d$id.__PAGE__.txt",
        "/sessions/_/__next.sessions.%24d%24id.__PAGE__.txt",
        "/people/J%C3%BCrgen"
      })
  void judgeWhenPlainPasses(String path) {
    assertThat(RequestPath.judge(path)).isEqualTo(Verdict.PASS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/internal",
        "/internal/users/1",
        "/INTERNAL/users/1",
        "/%69nternal/users/1",
        "/%2569nternal/users/1",
        "/internal;x=1/users/1",
        "/;x=1/internal/users/1",
        "//internal/users/1",
        "/./internal/users/1",
        "/api/../internal/users/1",
        "/api/%2e%2e/internal/users/1",
        "/api/..%2finternal/users/1",
        "/api/%2E%2E%2Finternal/users/1",
        "/api/%252e%252e/internal/users/1",
        "/api/..;/internal/users/1",
        "/api\\..\\internal",
        "/api/..%5cinternal",
        "/actuator",
        "/actuator/env",
        "/Actuator/heapdump",
        "/actuator%2fenv",
        "/actuato%72/env",
        "/api/users/me;jsessionid=1",
        "/api//users/me",
        "/api/users/me%00",
        "/api/users/me%0a",
        "/api/users/%",
        "/api/users/%zz",
        "/api/users/%ff",
        "/api/users/\u00e9"
      })
  void judgeWhenAnotherSpellingIsNotFound(String path) {
    assertThat(RequestPath.judge(path)).isEqualTo(Verdict.NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "main.py",
        "100%25.txt",
        "%2525.txt",
        "a;b=c.txt",
        "a%3Bb.txt",
        "dir%2Fname.txt",
        "%C3%9Cn%C3%AF%20code%20%F0%9F%90%8D.py",
        "...dots",
        "internal/actuator/x",
        "back%5Cslash",
        "a%20%20b",
        "%252e%252e"
      })
  void judgeWhenFileNamePasses(String name) {
    assertThat(RequestPath.judge(FILES + name)).isEqualTo(Verdict.PASS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../tree",
        "a/../../../../../internal/users",
        "%2e%2e/tree",
        "..%2ftree",
        "a%2F..%2F..%2Ftree",
        "..%5Ctree",
        "./a",
        "..;/tree",
        "a//b",
        "a%2F%2Fb",
        "nul%00",
        "line%0Afeed",
        "cut%2",
        "bad%ff"
      })
  void judgeWhenNameLeavesTheFolderIsInvalid(String name) {
    assertThat(RequestPath.judge(FILES + name)).isEqualTo(Verdict.INVALID_NAME);
  }
}
