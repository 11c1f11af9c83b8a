package dev.cove.workspace.file;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of files and what is kept of their past.
 *
 * @param maxFileSize most bytes of one file
 * @param maxWorkspaceSize most bytes of all files of a session
 * @param maxEntries most files and folders of a session
 * @param versionAge how long an earlier version is kept
 * @param versionsPerFile how many earlier versions of a file are kept at most
 * @param newsAge how long a client may be away and still get each change by itself
 */
@ConfigurationProperties("cove.files")
public record FileProperties(
    @DefaultValue("5MB") DataSize maxFileSize,
    @DefaultValue("100MB") DataSize maxWorkspaceSize,
    @DefaultValue("5000") int maxEntries,
    @DefaultValue("30d") Duration versionAge,
    @DefaultValue("50") int versionsPerFile,
    @DefaultValue("2d") Duration newsAge) {}
