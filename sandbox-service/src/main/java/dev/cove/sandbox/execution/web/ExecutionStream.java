package dev.cove.sandbox.execution.web;

import dev.cove.sandbox.execution.ExecutionRun;
import dev.cove.sandbox.execution.ExecutionService;
import dev.cove.sandbox.execution.OutputPieces;
import dev.cove.starter.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * A run as server-sent events: {@code started}, then {@code stdout} and {@code stderr} with text as
 * it comes, and last {@code result} with what the plain answer would be.
 */
@Component
class ExecutionStream {

  private static final Logger log = LoggerFactory.getLogger(ExecutionStream.class);
  private static final int BEAT_SECONDS = 15;

  private final ExecutionService executions;

  ExecutionStream(ExecutionService executions) {
    this.executions = executions;
  }

  SseEmitter of(ExecutionRun run) {
    SseEmitter emitter = new SseEmitter(0L);
    var _ = Thread.ofVirtual().name("execution-stream").start(() -> send(run, emitter));
    return emitter;
  }

  private void send(ExecutionRun run, SseEmitter emitter) {
    try {
      event(emitter, "started", Map.of("id", run.started().id()));
      Decoder stdout = new Decoder();
      Decoder stderr = new Decoder();
      boolean more = true;
      while (more) {
        switch (run.pieces().poll(BEAT_SECONDS, TimeUnit.SECONDS)) {
          case null -> emitter.send(SseEmitter.event().comment("beat"));
          case OutputPieces.Piece.Output(int stream, ByteBuffer bytes) -> {
            String text = (stream == 2 ? stderr : stdout).decode(bytes);
            if (!text.isEmpty()) {
              event(emitter, stream == 2 ? "stderr" : "stdout", Map.of("text", text));
            }
          }
          case OutputPieces.Piece.End _ -> more = false;
        }
      }
      event(emitter, "result", ExecutionResponse.from(executions.await(run)));
      emitter.complete();
    } catch (IOException | IllegalStateException e) {
      log.debug("Nobody reads the execution any more; it goes on", e);
      emitter.complete();
    } catch (ProblemException e) {
      log.info("An execution's end is not known: {}", e.code());
      emitter.complete();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      emitter.complete();
    }
  }

  private static void event(SseEmitter emitter, String name, Object data) throws IOException {
    emitter.send(SseEmitter.event().name(name).data(data, MediaType.APPLICATION_JSON));
  }

  /** Text from bytes that may be cut anywhere. */
  private static final class Decoder {
    private final CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer rest = ByteBuffer.allocate(0);

    String decode(ByteBuffer bytes) {
      ByteBuffer in =
          ByteBuffer.allocate(rest.remaining() + bytes.remaining()).put(rest).put(bytes).flip();
      CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
      decoder.decode(in, out, false);
      rest = in;
      return out.flip().toString();
    }
  }
}
