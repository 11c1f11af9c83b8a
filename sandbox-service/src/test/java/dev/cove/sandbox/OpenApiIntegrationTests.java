package dev.cove.sandbox;

import dev.cove.starter.test.OpenApiContract;
import org.junit.jupiter.api.Test;

/** The running service is described by {@code docs/contracts/openapi/sandbox-service.json}. */
class OpenApiIntegrationTests {

  @Test
  void theDocumentDescribesWhatRuns() {
    RunningService.start();
    OpenApiContract.verify("sandbox-service", RunningService.port());
  }
}
