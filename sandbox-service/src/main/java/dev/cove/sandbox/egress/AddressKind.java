package dev.cove.sandbox.egress;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/**
 * What kind of place an address is. IPv6 forms that carry an IPv4 address are what that address is,
 * and only what the registries hand out to the public (2000::/3) is public.
 *
 * <p>After the special-purpose registries of IANA (RFC 6890), RFC 6598, 6052, 3056 and 4380, and
 * the addresses at which clouds tell a machine its secrets.
 */
enum AddressKind {
  PUBLIC("a public address", false),
  UNSPECIFIED("the unspecified address", false),
  LOOPBACK("a loopback address", true),
  PRIVATE("a private address", true),
  SHARED("an address of a provider's inner network", true),
  HOST("an address of this machine", true),
  LINK_LOCAL("a link-local address", false),
  METADATA("a metadata address", false),
  MULTICAST("a multicast address", false),
  BROADCAST("the broadcast address", false),
  RESERVED("a reserved address", false);

  private static final List<Entry<Cidr, AddressKind>> IPV4 =
      List.of(
          entry("0.0.0.0/32", UNSPECIFIED),
          entry("169.254.169.254/32", METADATA),
          entry("168.63.129.16/32", METADATA),
          entry("100.100.100.200/32", METADATA),
          entry("192.0.0.192/32", METADATA),
          entry("255.255.255.255/32", BROADCAST),
          entry("127.0.0.0/8", LOOPBACK),
          entry("10.0.0.0/8", PRIVATE),
          entry("172.16.0.0/12", PRIVATE),
          entry("192.168.0.0/16", PRIVATE),
          entry("100.64.0.0/10", SHARED),
          entry("169.254.0.0/16", LINK_LOCAL),
          entry("224.0.0.0/4", MULTICAST),
          entry("0.0.0.0/8", RESERVED),
          entry("192.0.0.0/24", RESERVED),
          entry("192.0.2.0/24", RESERVED),
          entry("192.88.99.0/24", RESERVED),
          entry("198.18.0.0/15", RESERVED),
          entry("198.51.100.0/24", RESERVED),
          entry("203.0.113.0/24", RESERVED),
          entry("240.0.0.0/4", RESERVED));

  private static final List<Entry<Cidr, AddressKind>> IPV6 =
      List.of(
          entry("::/128", UNSPECIFIED),
          entry("::1/128", LOOPBACK),
          entry("fd00:ec2::254/128", METADATA),
          entry("fd20:ce::254/128", METADATA),
          entry("fe80::/10", LINK_LOCAL),
          entry("fc00::/7", PRIVATE),
          entry("ff00::/8", MULTICAST),
          entry("2001::/23", RESERVED),
          entry("2001:db8::/32", RESERVED),
          entry("3fff::/20", RESERVED),
          entry("2000::/3", PUBLIC));

  private static final Cidr COMPATIBLE = Cidr.parse("::/96");
  private static final Cidr TRANSLATED = Cidr.parse("64:ff9b::/96");
  private static final Cidr SIX_TO_FOUR = Cidr.parse("2002::/16");
  private static final Cidr TEREDO = Cidr.parse("2001::/32");
  private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff};

  private final String description;
  private final boolean permittable;

  AddressKind(String description, boolean permittable) {
    this.description = description;
    this.permittable = permittable;
  }

  /** For a sentence. */
  String description() {
    return description;
  }

  /** Whether an operator may let sandboxes reach one, for an index of their own. */
  boolean isPermittable() {
    return permittable;
  }

  /** Of an address of 4 or 16 bytes. */
  static AddressKind of(byte[] address) {
    if (address.length == 4) {
      return first(IPV4, address, PUBLIC);
    }
    if (startsWith(address, MAPPED)) {
      return within(address, 12);
    }
    AddressKind own = first(IPV6, address, RESERVED);
    if (own == UNSPECIFIED || own == LOOPBACK) {
      return own;
    }
    if (COMPATIBLE.contains(address)) {
      return unlessPublic(within(address, 12), RESERVED);
    }
    if (TRANSLATED.contains(address)) {
      return within(address, 12);
    }
    if (SIX_TO_FOUR.contains(address)) {
      return within(address, 2);
    }
    if (TEREDO.contains(address)) {
      byte[] client = Arrays.copyOfRange(address, 12, 16);
      for (int i = 0; i < client.length; i++) {
        client[i] = (byte) ~client[i];
      }
      return unlessPublic(within(address, 4), of(client));
    }
    return own;
  }

  private static AddressKind within(byte[] address, int at) {
    return of(Arrays.copyOfRange(address, at, at + 4));
  }

  private static AddressKind unlessPublic(AddressKind kind, AddressKind otherwise) {
    return kind == PUBLIC ? otherwise : kind;
  }

  private static boolean startsWith(byte[] address, byte[] first) {
    return Arrays.equals(address, 0, first.length, first, 0, first.length);
  }

  private static AddressKind first(
      List<Entry<Cidr, AddressKind>> table, byte[] address, AddressKind otherwise) {
    return table.stream()
        .filter(entry -> entry.getKey().contains(address))
        .map(Entry::getValue)
        .findFirst()
        .orElse(otherwise);
  }

  private static Entry<Cidr, AddressKind> entry(String network, AddressKind kind) {
    return Map.entry(Cidr.parse(network), kind);
  }
}
