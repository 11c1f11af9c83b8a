package dev.cove.workspace.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of sessions.
 *
 * @param maxStored most sessions of a user, archived ones included, those in the trash not
 * @param maxTrashed most sessions in a user's trash
 * @param trashAge how long a session can be had back from the trash
 */
@ConfigurationProperties("cove.sessions")
public record SessionProperties(
    @DefaultValue("20") int maxStored,
    @DefaultValue("40") int maxTrashed,
    @DefaultValue("7d") Duration trashAge) {}
