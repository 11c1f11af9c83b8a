package dev.cove.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import dev.cove.gateway.testing.GatewayTest;
import dev.cove.gateway.testing.RawHttp;
import org.junit.jupiter.api.Test;

class RepeatedReadIntegrationTests extends GatewayTest {

  @Test
  void readWhenItsConnectionBreaksIsMadeOnceMore() {
    RawHttp.Answer answer = gateway().get("/api/reviews?stub=first-cut");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("review-service");
  }

  @Test
  void writeWhenItsConnectionBreaksIsNotRepeated() {
    RawHttp.Answer answer = gateway().send("PUT", "/api/reviews/1?stub=first-cut", "x");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).contains("\"service\":\"review-service\"");
  }

  @Test
  void readWhenItBringsABodyIsNotRepeated() {
    RawHttp.Answer answer = gateway().send("GET", "/api/reviews/2?stub=first-cut", "x");

    assertThat(answer.status()).isEqualTo(503);
  }

  @Test
  void readWhenItsAnswerBreaksOffIsNotRepeated() {
    int before = REVIEW.seen().size();

    assertThatException().isThrownBy(() -> gateway().get("/api/reviews?stub=tear"));

    assertThat(REVIEW.seen().size() - before).isOne();
  }
}
