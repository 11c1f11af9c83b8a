package dev.cove.sandbox.egress;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * Bytes both ways between two channels until both sides have ended, each end passed on as it comes.
 * One fixed buffer a direction: who does not read is not read from.
 */
final class Tunnel {

  static final int BUFFER_BYTES = 16 * 1024;

  private final SocketChannel inside;
  private final SocketChannel outside;

  Tunnel(SocketChannel inside, SocketChannel outside) {
    this.inside = inside;
    this.outside = outside;
  }

  /** Copies until it is over; both channels are closed then. */
  void run(ByteBuffer first, Duration idle) throws InterruptedException {
    try (Watch watch = Watch.start(idle, this::close)) {
      Thread back =
          Thread.ofVirtual()
              .name("egress-back")
              .start(() -> copy(outside, inside, ByteBuffer.allocate(0), watch));
      copy(inside, outside, first, watch);
      back.join();
    } finally {
      close();
    }
  }

  private void copy(SocketChannel from, SocketChannel to, ByteBuffer first, Watch watch) {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    try {
      write(to, first);
      while (from.read(buffer) >= 0) {
        watch.touch();
        write(to, buffer.flip());
        watch.touch();
        buffer.clear();
      }
      to.shutdownOutput();
    } catch (IOException _) {
      close();
    }
  }

  private static void write(SocketChannel to, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      int _ = to.write(bytes);
    }
  }

  private void close() {
    closeQuietly(inside);
    closeQuietly(outside);
  }

  static void closeQuietly(Closeable channel) {
    try {
      channel.close();
    } catch (IOException _) {
      // it is of no use any more
    }
  }
}
