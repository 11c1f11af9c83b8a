package dev.cove.workspace.ignore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.starter.test.ServiceTest;
import dev.cove.workspace.ApiClient;
import dev.cove.workspace.SandboxClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServiceTest
class IgnoreIntegrationTests {

  @LocalServerPort int port;

  @Test
  @DisplayName(
      "F6 the ignore list is seen, changed as a list or as a file, and reaches the sandbox")
  void theListIsAFile() {
    ApiClient ada = ApiClient.user(port);
    UUID session = ada.newSession("empty");
    String path = "/api/sessions/" + session + "/ignore";
    JsonNode before = ada.get(path).json();
    assertThat(before.get("custom").asBoolean()).isFalse();
    assertThat(before.get("names")).isEqualTo(before.get("defaults")).isNotEmpty();

    JsonNode changed = ada.put(path, Map.of("names", List.of("large/", "out/tmp"))).json();

    assertThat(changed.get("custom").asBoolean()).isTrue();
    assertThat(changed.get("names").valueStream().map(JsonNode::asString))
        .containsExactly("large", "out/tmp");
    assertThat(ada.read(session, ".coveignore").text()).isEqualTo("large\nout/tmp\n");
    assertThat(SandboxClient.lines(new SandboxClient(port, session).since(0)))
        .containsExactly("PUT FILE .coveignore");
    String etag = ada.read(session, ".coveignore").etag();
    ada.replace(session, ".coveignore", etag, "# mine\n\n  data \n");
    assertThat(ada.get(path).json().get("names").get(0).asString()).isEqualTo("data");
    for (String bad : List.of("../up", "", "a//b", "#comment", ".coveignore")) {
      ApiClient.Answer refused = ada.put(path, Map.of("names", List.of(bad)));
      assertThat(refused.status()).as(bad).isIn(400, 422);
    }
    assertThat(ada.put(path, Map.of()).json().get("custom").asBoolean()).isFalse();
    assertThat(ada.tree(session).get("items")).isEmpty();
  }
}
