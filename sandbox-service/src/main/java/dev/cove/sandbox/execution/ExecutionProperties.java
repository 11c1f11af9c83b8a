package dev.cove.sandbox.execution;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Executions.
 *
 * @param defaultTimeout how long a program may run unless asked otherwise
 * @param maxTimeout how long it may run at most
 * @param kept output that is kept and answered, of stdout and of stderr each
 * @param limit output of both together beyond which the program is ended
 * @param parallel programs of one session that run at a time
 * @param queue programs of one session that wait for their turn beyond those
 * @param turnWithin how long one waits for its turn
 * @param history runs of one session that are remembered
 * @param revisionWithin how long a run waits for the revision it asks for
 */
@ConfigurationProperties("cove.execution")
public record ExecutionProperties(
    @DefaultValue("30s") Duration defaultTimeout,
    @DefaultValue("10m") Duration maxTimeout,
    @DefaultValue("1MB") DataSize kept,
    @DefaultValue("8MB") DataSize limit,
    @DefaultValue("4") int parallel,
    @DefaultValue("32") int queue,
    @DefaultValue("2m") Duration turnWithin,
    @DefaultValue("100") int history,
    @DefaultValue("10s") Duration revisionWithin) {}
