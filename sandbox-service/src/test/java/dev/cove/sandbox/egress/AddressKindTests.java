package dev.cove.sandbox.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressKindTests {

  @ParameterizedTest(name = "{0} is {1}")
  @DisplayName("L5 what an address is, in every form it is written in")
  @CsvSource({
    "1.1.1.1, PUBLIC",
    "151.101.0.223, PUBLIC",
    "172.15.255.255, PUBLIC",
    "172.32.0.0, PUBLIC",
    "100.63.255.255, PUBLIC",
    "100.128.0.0, PUBLIC",
    "223.255.255.255, PUBLIC",
    "0.0.0.0, UNSPECIFIED",
    "0.1.2.3, RESERVED",
    "127.0.0.1, LOOPBACK",
    "127.255.255.254, LOOPBACK",
    "10.0.0.0, PRIVATE",
    "10.255.255.255, PRIVATE",
    "172.16.0.1, PRIVATE",
    "172.17.0.1, PRIVATE",
    "172.31.255.255, PRIVATE",
    "192.168.0.1, PRIVATE",
    "100.64.0.1, SHARED",
    "100.127.255.255, SHARED",
    "100.100.100.200, METADATA",
    "168.63.129.16, METADATA",
    "192.0.0.192, METADATA",
    "169.254.169.254, METADATA",
    "169.254.0.1, LINK_LOCAL",
    "169.254.170.2, LINK_LOCAL",
    "192.0.0.1, RESERVED",
    "192.0.2.1, RESERVED",
    "192.88.99.1, RESERVED",
    "198.18.0.1, RESERVED",
    "198.19.255.255, RESERVED",
    "198.51.100.1, RESERVED",
    "203.0.113.1, RESERVED",
    "224.0.0.1, MULTICAST",
    "239.255.255.255, MULTICAST",
    "240.0.0.1, RESERVED",
    "255.255.255.255, BROADCAST",
    "::, UNSPECIFIED",
    "::1, LOOPBACK",
    "::2, RESERVED",
    "fe80::1, LINK_LOCAL",
    "febf::1, LINK_LOCAL",
    "fec0::1, RESERVED",
    "fc00::1, PRIVATE",
    "fd12:3456::1, PRIVATE",
    "fd00:ec2::254, METADATA",
    "fd20:ce::254, METADATA",
    "ff02::1, MULTICAST",
    "2606:4700::1111, PUBLIC",
    "2a04:4e42::223, PUBLIC",
    "3fff::1, RESERVED",
    "2001:db8::1, RESERVED",
    "2001:2::1, RESERVED",
    "4000::1, RESERVED",
    "100::1, RESERVED",
    "64:ff9b:1::a00:1, RESERVED",
    // compatible
    "::127.0.0.1, LOOPBACK",
    "::10.0.0.1, PRIVATE",
    "::169.254.169.254, METADATA",
    "::1.1.1.1, RESERVED",
    // NAT64
    "64:ff9b::1.1.1.1, PUBLIC",
    "64:ff9b::10.1.2.3, PRIVATE",
    "64:ff9b::169.254.169.254, METADATA",
    "64:ff9b::127.0.0.1, LOOPBACK",
    "64:ff9b::a9fe:a9fe, METADATA",
    // 6to4
    "2002:7f00:1::1, LOOPBACK",
    "2002:a00:1::1, PRIVATE",
    "2002:c0a8:101::1, PRIVATE",
    "2002:a9fe:a9fe::, METADATA",
    "2002:e000:1::1, MULTICAST",
    "2002:101:101::1, PUBLIC",
    // Teredo: the server's address, then the client's with its bits turned
    "2001:0:7f00:1::fefe:fefe, LOOPBACK",
    "2001:0:101:101::80ff:fffe, LOOPBACK",
    "2001:0:101:101::f5ff:fffe, PRIVATE",
    "2001:0:101:101::5601:5601, METADATA",
    "2001:0:101:101::fefe:fefe, PUBLIC",
  })
  void isThatKind(String address, AddressKind kind) {
    assertThat(AddressKind.of(InetAddress.ofLiteral(address).getAddress())).isEqualTo(kind);
  }

  @ParameterizedTest(name = "::ffff:{0} is {1}")
  @DisplayName("L5 a mapped address is what it carries")
  @CsvSource({
    "7f000001, LOOPBACK",
    "0a000001, PRIVATE",
    "a9fea9fe, METADATA",
    "a9fe0001, LINK_LOCAL",
    "64400001, SHARED",
    "e0000001, MULTICAST",
    "00000000, UNSPECIFIED",
    "ffffffff, BROADCAST",
    "01010101, PUBLIC",
  })
  void mappedIsWhatItCarries(String ipv4, AddressKind kind) {
    byte[] mapped = HexFormat.of().parseHex("00000000000000000000ffff" + ipv4);
    assertThat(AddressKind.of(mapped)).isEqualTo(kind);
  }

  @ParameterizedTest(name = "{0} contains {1}: {2}")
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.1.2.0/23, 10.1.3.255, true",
    "10.1.2.0/23, 10.1.4.0, false",
    "10.1.2.3/32, 10.1.2.3, true",
    "10.1.2.3/32, 10.1.2.2, false",
    "0.0.0.0/0, 1.2.3.4, true",
    "0.0.0.0/0, ::1, false",
    "fd00:1::/33, fd00:1:7fff::1, true",
    "fd00:1::/33, fd00:1:8000::1, false",
  })
  void aNetworkIsItsFirstBits(String network, String address, boolean contained) {
    assertThat(Cidr.parse(network).contains(InetAddress.ofLiteral(address).getAddress()))
        .isEqualTo(contained);
  }
}
