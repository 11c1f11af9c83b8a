package dev.cove.gateway.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublicOriginTests {

  @Test
  void allowsWhenLocalhostTakesItsOtherNames() {
    PublicOrigin origin = origin("http://localhost:8080");

    assertThat(origin.allows("http://localhost:8080")).isTrue();
    assertThat(origin.allows("http://127.0.0.1:8080")).isTrue();
    assertThat(origin.allows("http://[::1]:8080")).isTrue();
    assertThat(origin.allows("http://127.0.0.1")).isFalse();
    assertThat(origin.allows("http://127.0.0.2:8080")).isFalse();
    assertThat(origin.allows(null)).isFalse();
    assertThat(origin.secure()).isFalse();
  }

  @Test
  void allowsWhenPortIsTheSchemesOwnNeedsNone() {
    PublicOrigin origin = origin("https://Cove.example:443/");

    assertThat(origin.allows("https://cove.example")).isTrue();
    assertThat(origin.allows("http://cove.example")).isFalse();
    assertThat(origin.allows("https://cove.example.evil")).isFalse();
    assertThat(origin.authority()).isEqualTo("cove.example");
    assertThat(origin.secure()).isTrue();
  }

  @Test
  void allowsWhenConfiguredTakesFurtherOrigins() {
    PublicOrigin origin =
        new PublicOrigin(
            new OriginProperties(
                URI.create("https://cove.example"), List.of("https://desk.example")));

    assertThat(origin.allows("https://desk.example")).isTrue();
  }

  @Test
  void newWhenNoOriginIsRefused() {
    assertThatThrownBy(() -> origin("localhost")).isInstanceOf(IllegalArgumentException.class);
  }

  private static PublicOrigin origin(String url) {
    return new PublicOrigin(new OriginProperties(URI.create(url), List.of()));
  }
}
