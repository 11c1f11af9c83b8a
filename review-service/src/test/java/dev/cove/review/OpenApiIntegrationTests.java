package dev.cove.review;

import dev.cove.starter.test.OpenApiContract;
import org.junit.jupiter.api.Test;

class OpenApiIntegrationTests extends ReviewScenario {

  @Test
  void openApiEqualsTheReviewedFile() {
    OpenApiContract.verify("review-service", port);
  }
}
