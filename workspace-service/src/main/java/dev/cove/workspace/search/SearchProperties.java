package dev.cove.workspace.search;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of a search.
 *
 * @param maxResults most places found
 * @param maxFileSize larger files are passed over
 * @param time how long a search may take; what was found by then is the answer
 * @param lineTime how long a pattern may take for one line before it is refused
 */
@ConfigurationProperties("cove.search")
public record SearchProperties(
    @DefaultValue("500") int maxResults,
    @DefaultValue("1MB") DataSize maxFileSize,
    @DefaultValue("2s") Duration time,
    @DefaultValue("500ms") Duration lineTime) {}
