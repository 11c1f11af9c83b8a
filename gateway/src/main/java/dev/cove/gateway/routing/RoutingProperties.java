package dev.cove.gateway.routing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When to stop asking a service.
 *
 * @param breakerMinimumCalls calls, of the last 20, before their failures can open the breaker
 * @param breakerOpenFor how long a service is left alone before it is tried again
 */
@ConfigurationProperties("cove.routing")
record RoutingProperties(
    @DefaultValue("10") int breakerMinimumCalls, @DefaultValue("2s") Duration breakerOpenFor) {}
