package dev.cove.auth.signingkey;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The life of signing keys.
 *
 * @param rotation how long one key signs
 * @param announce how long a key is published before it signs, so that verifiers have it by then
 * @param linger how long it stays published after it stopped signing: the life of a token and more
 */
@ConfigurationProperties("cove.auth.signing-keys")
public record SigningKeyProperties(
    @DefaultValue("7d") Duration rotation,
    @DefaultValue("30m") Duration announce,
    @DefaultValue("30m") Duration linger) {}
