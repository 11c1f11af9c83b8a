package dev.cove.workspace.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.starter.test.ServiceTest;
import dev.cove.workspace.ApiClient;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServiceTest
class SearchIntegrationTests {

  @LocalServerPort int port;

  ApiClient ada;
  UUID session;

  @BeforeEach
  void newSession() {
    ada = ApiClient.user(port);
    session = ada.newSession("empty");
    ada.create(session, "a.py", "import numpy\n\ndef Mean(x):\n    return x.mean()\n");
    ada.create(session, "b/b.txt", "nothing here\n");
    ada.send(
        "PUT",
        ApiClient.file(session, "raw.bin"),
        new byte[] {'m', 'e', 'a', 'n', 0},
        "If-None-Match",
        "*");
  }

  @Test
  @DisplayName("F16 text, case and patterns; only in texts, by path, line and column")
  void findsTextAndPatterns() {
    JsonNode any = search("q=mean");
    assertThat(any.get("items")).hasSize(2);
    assertThat(any.get("items").get(0).get("line").asInt()).isEqualTo(3);
    assertThat(any.get("items").get(0).get("column").asInt()).isEqualTo(5);
    assertThat(any.get("items").get(0).get("path").asString()).isEqualTo("a.py");
    assertThat(any.get("items").get(0).get("preview").asString()).isEqualTo("def Mean(x):");
    assertThat(search("q=mean&caseSensitive=true").get("items")).hasSize(1);
    assertThat(search("q=x%5C.m.*%5C(&regex=true").get("items")).hasSize(1);
    assertThat(search("q=x.m.*(").get("items")).isEmpty();
  }

  @Test
  @DisplayName("F16 a pattern that would run for ever is stopped and refused")
  void endlessPatternsAreStopped() {
    ada.create(session, "slow.txt", "a".repeat(60) + "b\n");

    assertThat(search("q=(unclosed&regex=true").get("status").asInt()).isEqualTo(422);
    JsonNode endless = search("q=((a%7Caa)%2B)%2Bc&regex=true");
    assertThat(endless.get("status").asInt()).isEqualTo(422);
    assertThat(endless.get("code").asString()).isEqualTo("search-too-slow");
    assertThat(search("q=b&regex=true").get("truncated").asBoolean()).isFalse();
  }

  private JsonNode search(String query) {
    return ada.get("/api/sessions/" + session + "/search?" + query).json();
  }
}
