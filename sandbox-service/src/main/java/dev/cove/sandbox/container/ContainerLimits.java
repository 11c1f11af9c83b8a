package dev.cove.sandbox.container;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What one container gets.
 *
 * @param cpus its share when processors are scarce
 * @param burstCpus what it may take when they are free
 * @param memory memory, all of its tmpfs included; there is no swap
 * @param pids processes and threads
 * @param disk the workspace folder, a tmpfs
 * @param home the home folder, a tmpfs
 * @param temp the folder for temporary files, a tmpfs
 * @param sharedMemory /dev/shm
 * @param fileSize the largest file a process may write
 * @param savedFile the largest file that is kept in the workspace
 * @param openFiles descriptors of a process
 */
public record ContainerLimits(
    @DefaultValue("1") double cpus,
    @DefaultValue("2") double burstCpus,
    @DefaultValue("1GB") DataSize memory,
    @DefaultValue("256") int pids,
    @DefaultValue("256MB") DataSize disk,
    @DefaultValue("128MB") DataSize home,
    @DefaultValue("64MB") DataSize temp,
    @DefaultValue("32MB") DataSize sharedMemory,
    @DefaultValue("256MB") DataSize fileSize,
    @DefaultValue("5MB") DataSize savedFile,
    @DefaultValue("1024") int openFiles) {}
