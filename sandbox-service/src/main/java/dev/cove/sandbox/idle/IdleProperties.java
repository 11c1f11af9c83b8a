package dev.cove.sandbox.idle;

import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Idle stop.
 *
 * @param after how long without any activity until a sandbox is stopped; zero never stops one
 * @param cpuPercent from here on processor time counts as activity, in percent of one processor
 * @param backgroundWork how long after the last human act processor time alone keeps one alive
 * @param warnings how long before the stop people are warned, longest first
 * @param keepAlive how long "keep running" lasts unless said otherwise
 * @param longestKeepAlive how long it may last
 */
@Validated
@ConfigurationProperties("cove.sandbox.idle")
public record IdleProperties(
    @DefaultValue("30m") Duration after,
    @PositiveOrZero @DefaultValue("2") double cpuPercent,
    @DefaultValue("12h") Duration backgroundWork,
    @DefaultValue({"10m", "2m"}) List<Duration> warnings,
    @DefaultValue("60m") Duration keepAlive,
    @DefaultValue("12h") Duration longestKeepAlive) {}
