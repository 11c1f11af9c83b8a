package dev.cove.workspace.feed;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The events socket.
 *
 * @param poll how long a socket waits for a nudge before it looks by itself; the safety net
 * @param ping how often a quiet socket is pinged, so that nothing on the way closes it
 * @param batch most changes read at a time
 */
@ConfigurationProperties("cove.feed")
public record FeedProperties(
    @DefaultValue("5s") Duration poll,
    @DefaultValue("20s") Duration ping,
    @DefaultValue("100") int batch) {}
