package dev.cove.auth.token;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets of services. */
class ServiceClientSecretsTests {

  @ParameterizedTest
  @ValueSource(strings = {"gateway=", "gateway", "gateway=changeme"})
  @DisplayName("B31 the service does not start with a missing or short secret")
  void shortSecretIsRefused(String clients) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ServiceClientSecrets(clients))
        .withMessageContaining("gateway")
        .withMessageNotContaining("changeme");
  }
}
