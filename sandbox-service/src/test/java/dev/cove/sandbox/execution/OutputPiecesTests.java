package dev.cove.sandbox.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OutputPiecesTests {

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String next(OutputPieces pieces) throws InterruptedException {
    return switch (pieces.poll(1, TimeUnit.MILLISECONDS)) {
      case null -> "nothing";
      case OutputPieces.Piece.Output(int stream, var buffer) ->
          stream + ":" + StandardCharsets.UTF_8.decode(buffer);
      case OutputPieces.Piece.End _ -> "end";
    };
  }

  @Test
  void whatWaitsIsJoinedAndInOrder() throws Exception {
    OutputPieces pieces = new OutputPieces(100);
    pieces.add(1, bytes("a"));
    pieces.add(1, bytes("b"));
    pieces.add(2, bytes("c"));
    pieces.add(1, bytes("d"));
    assertThat(next(pieces)).isEqualTo("1:ab");
    assertThat(next(pieces)).isEqualTo("2:c");
    assertThat(next(pieces)).isEqualTo("1:d");
    assertThat(next(pieces)).isEqualTo("nothing");
    pieces.end();
    assertThat(next(pieces)).isEqualTo("end");
    assertThat(next(pieces)).isEqualTo("end");
  }

  @Test
  @DisplayName("whatever an agent sends, the bytes and pieces that wait are bounded")
  void outputBeyondTheBoundIsLeftOut() throws Exception {
    OutputPieces pieces = new OutputPieces(3);
    assertThat(pieces.add(1, bytes("ab"))).isTrue();
    assertThat(pieces.add(1, bytes("cd"))).isFalse();
    assertThat(next(pieces)).isEqualTo("1:abc");
    OutputPieces many = new OutputPieces(1 << 20);
    boolean all = true;
    for (int i = 0; i < 20_000; i++) {
      all &= many.add(1 + i % 2, bytes("x"));
    }
    assertThat(all).isFalse();
  }
}
