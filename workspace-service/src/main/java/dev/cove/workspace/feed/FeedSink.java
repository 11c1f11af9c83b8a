package dev.cove.workspace.feed;

import java.io.IOException;

/** Where a feed's messages go; blocks while the client is slow. Called by one thread. */
public interface FeedSink {

  /** Sends a message. */
  void send(FeedMessage message) throws IOException;

  /** Keeps the way to the client open. */
  void ping() throws IOException;

  /** Ends the connection with a reason. */
  void close(FeedCloseStatus status);
}
