package dev.cove.sandbox.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * One channel of an agent: requests with their answers, terminal bytes to their subscribers.
 * Writing is thread-safe and blocks while the agent does not read, which is the back-pressure for
 * input; reading is one thread's, which also runs all callbacks.
 */
public final class AgentConnection {

  /** How long an answer may take unless a request says otherwise. */
  public static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

  private static final Logger log = LoggerFactory.getLogger(AgentConnection.class);

  private interface Waiting {
    void answer(JsonNode json);

    void content(ByteBuffer bytes);

    void fail(AgentException e);
  }

  private final SocketChannel channel;
  private final AgentFrameCodec codec;
  private final ReentrantLock writing = new ReentrantLock();
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, Waiting> waiting = new ConcurrentHashMap<>();
  private final Map<Integer, OutputSink> sinks = new ConcurrentHashMap<>();
  private final Map<Integer, InputCredit> credits = new ConcurrentHashMap<>();
  private volatile boolean closed;

  AgentConnection(SocketChannel channel) {
    this.channel = channel;
    this.codec = new AgentFrameCodec(channel);
  }

  /** Asks for something and answers the JSON; fails with an {@link AgentException}. */
  public CompletableFuture<JsonNode> request(String op, Map<String, ?> fields) {
    return request(op, fields, ANSWER_WITHIN, Function.identity());
  }

  /**
   * Asks for something.
   *
   * @param onAnswer reads the answer on the reading thread, before any frame that came after it
   */
  public <T> CompletableFuture<T> request(
      String op, Map<String, ?> fields, Duration within, Function<JsonNode, T> onAnswer) {
    int id = ids.incrementAndGet();
    CompletableFuture<T> future = expect(id, within, onAnswer, null);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", id);
    body.put("op", op);
    body.putAll(fields);
    send(AgentFrameCodec.request(body));
    return future;
  }

  /**
   * Reads a file of exactly this content; refused when it is another by now.
   *
   * @param most bytes announced; a longer answer ends the connection
   */
  public CompletableFuture<ByteBuffer> readFile(
      String path, String sha256, long most, Duration within) {
    int id = ids.incrementAndGet();
    CompletableFuture<ByteBuffer> future =
        expect(
            id,
            within,
            _ -> {
              throw new AgentException.Violation("a file without content");
            },
            bytes -> {
              if (bytes.remaining() > most) {
                throw new AgentException.Violation("a file longer than announced");
              }
              return bytes;
            });
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", id);
    body.put("op", "files.read");
    body.put("path", path);
    body.put("sha256", sha256);
    send(AgentFrameCodec.request(body));
    return future;
  }

  /** Writes a file if what is there is {@code base} (null: nothing) or already the content. */
  public CompletableFuture<JsonNode> putFile(
      String path,
      String sha256,
      boolean executable,
      @Nullable String base,
      byte[] content,
      Duration within) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> future = expect(id, within, Function.identity(), null);
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("path", path);
    header.put("sha256", sha256);
    header.put("executable", executable);
    header.put("base", base);
    send(AgentFrameCodec.putFile(id, header, content.length), ByteBuffer.wrap(content));
    return future;
  }

  /**
   * Sends bytes to a terminal; blocks while its program does not take them.
   *
   * @param beforeWaiting runs before it blocks for that reason
   */
  public void input(int handle, ByteBuffer bytes, Runnable beforeWaiting) {
    InputCredit credit = credits.get(handle);
    while (bytes.hasRemaining()) {
      int size = Math.min(bytes.remaining(), AgentFrameCodec.MAX_CHUNK);
      if (credit != null) {
        credit.take(size, beforeWaiting);
      }
      ByteBuffer part = bytes.slice(bytes.position(), size);
      bytes.position(bytes.position() + size);
      send(AgentFrameCodec.input(handle, size), part);
    }
  }

  /** Tells that the viewer has seen everything before {@code offset}. */
  public void ack(int subscription, long offset) {
    send(AgentFrameCodec.ack(subscription, offset));
  }

  /** From now on, bytes of this subscription go to the sink. */
  public void subscribe(int subscription, OutputSink sink) {
    sinks.put(subscription, sink);
    if (closed && sinks.remove(subscription, sink)) {
      sink.lost();
    }
  }

  /** Forgets a subscription. */
  public void unsubscribe(int subscription) {
    sinks.remove(subscription);
  }

  /** From now on, input of this terminal is held back by what its program takes. */
  void countInput(int handle, long taken) {
    credits.computeIfAbsent(handle, _ -> new InputCredit()).start(taken);
  }

  /** Whether the channel has ended. */
  public boolean isClosed() {
    return closed;
  }

  private <T> CompletableFuture<T> expect(
      int id,
      Duration within,
      Function<JsonNode, T> onAnswer,
      @Nullable Function<ByteBuffer, T> onContent) {
    CompletableFuture<T> future = new CompletableFuture<>();
    waiting.put(
        id,
        new Waiting() {
          @Override
          public void answer(JsonNode json) {
            if (!json.path("ok").asBoolean(false)) {
              fail(
                  new AgentException.Refused(
                      json.path("code").asString("refused"), json.path("detail").asString("")));
              return;
            }
            try {
              future.complete(onAnswer.apply(json));
            } catch (AgentException.Violation e) {
              future.completeExceptionally(e);
              throw e;
            } catch (RuntimeException e) {
              future.completeExceptionally(e);
            }
          }

          @Override
          public void content(ByteBuffer bytes) {
            if (onContent == null) {
              throw new AgentException.Violation("content nobody asked for");
            }
            future.complete(onContent.apply(bytes));
          }

          @Override
          public void fail(AgentException e) {
            future.completeExceptionally(e);
          }
        });
    future.orTimeout(within.toMillis(), TimeUnit.MILLISECONDS);
    var _ = future.whenComplete((_, _) -> waiting.remove(id));
    if (closed) {
      future.completeExceptionally(new AgentException.Gone("the agent is not connected"));
    }
    return future;
  }

  private void send(ByteBuffer... frame) {
    writing.lock();
    try {
      ByteBuffer last = frame[frame.length - 1];
      do {
        channel.write(frame);
      } while (last.hasRemaining());
    } catch (IOException e) {
      close();
      throw new AgentException.Gone("the agent went away: " + e.getClass().getSimpleName());
    } finally {
      writing.unlock();
    }
  }

  /** Reads one frame; only for the first, before {@link #run}. */
  AgentFrame first() throws IOException {
    return codec.read();
  }

  /** Reads until the end; runs on the connection's own thread. */
  void run(Function<AgentFrame, @Nullable Void> others) {
    try {
      while (!closed) {
        switch (codec.read()) {
          case AgentFrame.Output output -> {
            OutputSink sink = sinks.get(output.subscription());
            if (sink != null) {
              sink.output(output.offset(), output.bytes());
            }
          }
          case AgentFrame.Response response -> {
            Waiting request = waiting.remove(response.id());
            if (request != null) {
              request.answer(response.body());
            }
          }
          case AgentFrame.FileContent content -> {
            Waiting request = waiting.remove(content.id());
            if (request != null) {
              request.content(content.bytes());
            }
          }
          case AgentFrame.InputTaken taken -> {
            InputCredit credit = credits.get(taken.handle());
            if (credit != null) {
              credit.taken(taken.offset());
            }
          }
          case AgentFrame other -> others.apply(other);
        }
      }
    } catch (IOException e) {
      log.debug("An agent's channel ended", e);
    } catch (AgentException.Violation e) {
      log.warn("An agent's channel is ended, it sent {}", e.getMessage());
    } finally {
      close();
    }
  }

  /** Ends the channel; everybody who waits is told. */
  void close() {
    closed = true;
    try {
      channel.close();
    } catch (IOException e) {
      log.debug("Closing an agent's channel", e);
    }
    AgentException gone = new AgentException.Gone("the agent went away");
    waiting.values().forEach(request -> request.fail(gone));
    credits.values().forEach(InputCredit::open);
    sinks.forEach((subscription, sink) -> {
      if (sinks.remove(subscription, sink)) {
        sink.lost();
      }
    });
  }
}
