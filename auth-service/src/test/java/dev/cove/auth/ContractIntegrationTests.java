package dev.cove.auth;

import dev.cove.starter.test.OpenApiContract;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The published description is the one that runs. */
@AuthServiceTest
class ContractIntegrationTests {

  @LocalServerPort private int port;

  @Test
  @DisplayName("The OpenAPI document describes the running service")
  void openApiEqualsTheReviewedFile() {
    OpenApiContract.verify("auth-service", port);
  }
}
