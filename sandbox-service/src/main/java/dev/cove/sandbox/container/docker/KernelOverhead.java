package dev.cove.sandbox.container.docker;

import org.springframework.util.unit.DataSize;

/**
 * What a container's kernel takes of its control group beside the programs. Linux takes nothing;
 * gVisor's kernel is a process in the same group, whose memory and threads the engine counts as the
 * container's. Where there is some, the limits of the programs are kept by the agent, and those of
 * the engine are what the container cannot pass whatever is in it.
 *
 * @param memory of the kernel itself
 * @param threadsPerProcess of the host, for each process or thread inside
 * @param threads of the host, for the kernel itself
 */
record KernelOverhead(DataSize memory, int threadsPerProcess, int threads) {

  /** The host's own kernel. */
  static final KernelOverhead NONE = new KernelOverhead(DataSize.ofBytes(0), 1, 0);

  /** Measured with the ptrace platform, the one that takes most: 76 threads, and 7 a process. */
  static final KernelOverhead GVISOR = new KernelOverhead(DataSize.ofMegabytes(128), 8, 128);

  /** How many processes and threads the engine has to allow for so many inside. */
  long pids(int inside) {
    return (long) inside * threadsPerProcess + threads;
  }
}
