package dev.cove.sandbox.pool;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The warm pool.
 *
 * @param size containers that wait when nobody has asked for one lately; 0 makes no pool
 * @param max containers that wait at most, however many were asked for
 * @param firstFillAfter how long after its own start the service leaves the machine to what starts
 *     beside it, unless somebody asks for a sandbox before
 * @param refillAfter how long after a start the machine is left to it, and to those that follow it,
 *     before what it took is replaced
 * @param demandWindow how long a start counts as recent demand: each keeps one more container ready
 */
@Validated
@ConfigurationProperties("cove.sandbox.pool")
public record PoolProperties(
    @Min(0) @Max(100) @DefaultValue("3") int size,
    @Min(0) @Max(100) @DefaultValue("8") int max,
    @DefaultValue("0s") Duration firstFillAfter,
    @DefaultValue("500ms") Duration refillAfter,
    @DefaultValue("3m") Duration demandWindow) {}
