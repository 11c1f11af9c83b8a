package dev.cove.sandbox.egress;

import java.net.InetAddress;

/** A network: the first bits of its addresses. */
final class Cidr {

  private final byte[] network;
  private final int bits;

  private Cidr(byte[] network, int bits) {
    this.network = network;
    this.bits = bits;
  }

  /**
   * Reads {@code 10.1.0.0/16} or {@code fd00:1::/32}.
   *
   * @throws IllegalArgumentException when it is anything else
   */
  static Cidr parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("no network (address/bits): " + text);
    }
    byte[] network = InetAddress.ofLiteral(text.substring(0, slash)).getAddress();
    int bits = Integer.parseInt(text.substring(slash + 1));
    if (bits < 0 || bits > network.length * 8) {
      throw new IllegalArgumentException("no network (address/bits): " + text);
    }
    return new Cidr(network, bits);
  }

  boolean contains(byte[] address) {
    if (address.length != network.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit += 8) {
      int mask = bits - bit >= 8 ? 0xff : 0xff << (8 - (bits - bit)) & 0xff;
      if (((address[bit / 8] ^ network[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether all of the other's addresses are its own, too. */
  boolean contains(Cidr other) {
    return other.bits >= bits && contains(other.network);
  }
}
