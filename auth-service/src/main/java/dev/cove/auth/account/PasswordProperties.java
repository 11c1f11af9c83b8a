package dev.cove.auth.account;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The cost of a password's hash (Argon2id).
 *
 * @param memoryKib memory of one hash in KiB
 * @param iterations passes over it
 * @param parallel most hashes computed at once, so that a flood of logins leaves room for others
 * @param patience how long a request waits for its turn before it is refused
 */
@ConfigurationProperties("cove.auth.passwords")
public record PasswordProperties(
    @DefaultValue("19456") int memoryKib,
    @DefaultValue("2") int iterations,
    @DefaultValue("2") int parallel,
    @DefaultValue("10s") Duration patience) {}
