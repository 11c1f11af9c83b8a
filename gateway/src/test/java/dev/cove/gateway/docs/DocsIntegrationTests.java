package dev.cove.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.gateway.testing.GatewayTest;
import dev.cove.gateway.testing.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocsIntegrationTests extends GatewayTest {

  @ParameterizedTest
  @ValueSource(strings = {"auth-service", "workspace-service", "sandbox-service", "review-service"})
  void documentWhenAskedIsTheServicesOwnWithThePublicOrigin(String service) {
    RawHttp.Answer answer = gateway().get("/v3/api-docs/" + service);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"title\":\"" + service + "\"")
        .contains("\"servers\":[{\"url\":\"/\"}]")
        .doesNotContain("10.0.0.7");
  }

  @Test
  void pageWhenAskedNeedsNoInlineScript() {
    RawHttp.Answer page = gateway().get("/docs");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'; script-src 'self';")
        .doesNotContain("unsafe-eval");
    assertThat(page.body()).doesNotContainPattern("<script>").doesNotContain("https://");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "start.js",
        "swagger-ui.css",
        "swagger-ui-bundle.js",
        "swagger-ui-standalone-preset.js"
      })
  void assetWhenOursIsServed(String name) {
    assertThat(gateway().get("/docs/" + name).status()).isEqualTo(200);
  }

  @Test
  void assetWhenUnknownIsNotFound() {
    assertThat(gateway().get("/docs/index.html").status()).isEqualTo(404);
  }
}
