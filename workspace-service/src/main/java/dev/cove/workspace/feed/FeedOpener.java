package dev.cove.workspace.feed;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens feeds for those who may have them. Thread-safe. */
@Component
public class FeedOpener {

  private final Feeds feeds;
  private final FeedSource source;
  private final FeedProperties properties;

  FeedOpener(Feeds feeds, FeedSource source, FeedProperties properties) {
    this.feeds = feeds;
    this.source = source;
    this.properties = properties;
  }

  /** Starts a feed on a thread of its own, or says that the session is not the user's. */
  public Optional<OpenFeed> open(UUID session, UUID user, @Nullable Long since, FeedSink sink) {
    if (!source.isOwn(session, user)) {
      return Optional.empty();
    }
    source.opened(session);
    var feed = new Feed(session, user, since, source, sink, properties);
    feeds.add(feed);
    Thread.ofVirtual()
        .name("feed-" + session)
        .start(() -> {
          try {
            feed.run();
          } finally {
            feeds.remove(feed);
          }
        });
    return Optional.of(feed);
  }
}
