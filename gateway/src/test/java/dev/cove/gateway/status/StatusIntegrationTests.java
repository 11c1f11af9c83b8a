package dev.cove.gateway.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.gateway.testing.GatewayTest;
import org.junit.jupiter.api.Test;

class StatusIntegrationTests extends GatewayTest {

  @Test
  void statusWhenAllAreRegisteredIsUpAndSaysNoMore() {
    assertThat(gateway().get("/api/status").body())
        .isEqualTo(
            """
            {"status":"UP","version":"1.0.0-SNAPSHOT","services":{"auth-service":"UP",\
            "workspace-service":"UP","sandbox-service":"UP","review-service":"UP"}}\
            """);
  }
}
