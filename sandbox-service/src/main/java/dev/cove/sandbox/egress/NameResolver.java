package dev.cove.sandbox.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a name; may block. */
@FunctionalInterface
interface NameResolver {

  /** All of them, the preferred one first. */
  List<InetAddress> resolve(String host) throws UnknownHostException;
}
