package dev.cove.sandbox.egress;

import java.net.InetAddress;
import java.util.Set;

/** Knows the addresses of this machine; they may change while it runs. */
@FunctionalInterface
interface HostAddresses {

  /** Those of all interfaces as they are now. */
  Set<InetAddress> now();
}
