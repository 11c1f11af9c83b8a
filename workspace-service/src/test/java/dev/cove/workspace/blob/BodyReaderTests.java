package dev.cove.workspace.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BodyReaderTests {

  @Test
  @DisplayName("F3 exactly the cap passes")
  void readsUpToTheCap() throws Exception {
    byte[] body = {1, 2, 3, 4};

    assertThat(BodyReader.read(new ByteArrayInputStream(body), -1, 4)).isEqualTo(body);
    assertThat(BodyReader.read(new ByteArrayInputStream(body), 4, 4)).isEqualTo(body);
  }

  @Test
  @DisplayName("F3 one byte more is refused with the actual size, announced or counted")
  void refusesWhatIsOver() {
    var announced =
        catchThrowableOfType(
            BodyReader.TooLarge.class,
            () -> BodyReader.read(new ByteArrayInputStream(new byte[5]), 5, 4));
    var counted =
        catchThrowableOfType(
            BodyReader.TooLarge.class,
            () -> BodyReader.read(new ByteArrayInputStream(new byte[70_000]), -1, 4));

    assertThat(announced.actual()).isEqualTo(5);
    assertThat(counted.actual()).isEqualTo(70_000);
  }
}
