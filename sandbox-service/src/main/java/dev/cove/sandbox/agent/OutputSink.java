package dev.cove.sandbox.agent;

import java.nio.ByteBuffer;

/** Takes a terminal's bytes, on the thread that reads the channel; never blocks. */
public interface OutputSink {

  /**
   * Bytes of the terminal. The buffer belongs to the sink from now on.
   *
   * @param offset the number of bytes the terminal had written before these
   */
  void output(long offset, ByteBuffer bytes);

  /** The channel ended; nothing more comes for this subscription. */
  void lost();
}
