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
 * @param maxThrowAway most throw-away sessions of a user at once
 * @param throwAwayLife how long a throw-away session lives
 */
@ConfigurationProperties("cove.sessions")
public record SessionProperties(
    @DefaultValue("20") int maxStored,
    @DefaultValue("40") int maxTrashed,
    @DefaultValue("7d") Duration trashAge,
    @DefaultValue("2") int maxThrowAway,
    @DefaultValue("30m") Duration throwAwayLife) {}
