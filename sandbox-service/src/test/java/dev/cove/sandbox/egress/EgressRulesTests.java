package dev.cove.sandbox.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cove.sandbox.session.NetworkMode;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressRulesTests {

  private static final InetAddress OWN = InetAddress.ofLiteral("8.8.4.4");

  private static EgressProperties properties(List<String> allow, List<String> permitted) {
    Duration second = Duration.ofSeconds(1);
    return new EgressProperties(allow, permitted, null, 16, second, second, second, second);
  }

  private static EgressRules rules(String... permitted) {
    return new EgressRules(
        properties(List.of("PyPI.org.:443", "index.corp:8443"), List.of(permitted)),
        () -> Set.of(OWN));
  }

  private static Refusal.@Nullable Rule refused(Check check) {
    try {
      check.run();
      return null;
    } catch (Refusal refusal) {
      return refusal.rule();
    }
  }

  private interface Check {
    void run() throws Refusal;
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("L5 in a template that installs packages only listed names are reached")
  @CsvSource({
    "pypi.org:443,",
    "PYPI.ORG:443,",
    "pypi.org.:443,",
    "index.corp:8443,",
    "index.corp:443, ALLOW_LIST",
    "pypi.org:80, ALLOW_LIST",
    "pypi.org:25, ALLOW_LIST",
    "pypi.org:22, ALLOW_LIST",
    "evil.org:443, ALLOW_LIST",
    "pypi.org.evil.org:443, ALLOW_LIST",
    "xpypi.org:443, ALLOW_LIST",
    "sub.pypi.org:443, ALLOW_LIST",
    "localhost:443, ALLOW_LIST",
    "1.1.1.1:443, IP_LITERAL",
    "127.0.0.1:443, IP_LITERAL",
    "169.254.169.254:443, IP_LITERAL",
    "[::1]:443, IP_LITERAL",
    "[fd00:ec2::254]:443, IP_LITERAL",
    "[::ffff:1.1.1.1]:443, IP_LITERAL",
    "user@pypi.org:443, USER_INFO",
    "pypi.org:443@evil.org:443, USER_INFO",
    "pypi.org@evil.org:443, USER_INFO",
    "2130706433:443, MALFORMED",
    "127.1:443, MALFORMED",
    "0x7f000001:443, MALFORMED",
    "0177.0.0.1:443, MALFORMED",
    "1.2.3.4.5:443, MALFORMED",
    "pypi.org, MALFORMED",
    "pypi.org:, MALFORMED",
    "pypi.org:0, MALFORMED",
    "pypi.org:0443, MALFORMED",
    "pypi.org:65536, MALFORMED",
    "pypi.org:99999, MALFORMED",
    "pypi.org:+443, MALFORMED",
    "pypi.org..:443, MALFORMED",
    "pypi..org:443, MALFORMED",
    ":443, MALFORMED",
    ".:443, MALFORMED",
    "pypi.org/:443, MALFORMED",
    "http://pypi.org:443, MALFORMED",
    "[fe80::1%eth0]:443, MALFORMED",
    "[pypi.org]:443, MALFORMED",
    "pypi.org%00.evil.org:443, MALFORMED",
    "pypí.org:443, MALFORMED",
  })
  void packagesReachListedNames(String authority, Refusal.@Nullable Rule rule) {
    assertThat(refused(() -> rules().check(NetworkMode.PACKAGES, HostPort.parse(authority))))
        .isEqualTo(rule);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("L5 an open template reaches the web's two ports")
  @CsvSource({
    "example.org:443,",
    "example.org:80,",
    "1.1.1.1:443,",
    "[2606:4700::1111]:443,",
    "example.org:25, PORT",
    "example.org:22, PORT",
    "example.org:8080, PORT",
    "1.1.1.1:53, PORT",
  })
  void openReachesTheWeb(String authority, Refusal.@Nullable Rule rule) {
    assertThat(refused(() -> rules().check(NetworkMode.OPEN, HostPort.parse(authority))))
        .isEqualTo(rule);
  }

  @Test
  @DisplayName("L5 a template without a network reaches nothing, whoever asks")
  void noneReachesNothing() {
    assertThat(refused(() -> rules().check(NetworkMode.NONE, HostPort.parse("pypi.org:443"))))
        .isEqualTo(Refusal.Rule.ALLOW_LIST);
  }

  private static boolean reaches(NetworkMode mode, EgressRules rules, String... addresses) {
    List<InetAddress> found = Arrays.stream(addresses).map(InetAddress::ofLiteral).toList();
    return refused(() -> rules.check(mode, HostPort.parse("pypi.org:443"), found)) == null;
  }

  @Test
  @DisplayName("L5 a name with one inner address among public ones is refused, in every mode")
  void oneInnerAddressRefusesAll() {
    for (NetworkMode mode : List.of(NetworkMode.PACKAGES, NetworkMode.OPEN)) {
      assertThat(reaches(mode, rules(), "1.1.1.1", "2606:4700::1111")).isTrue();
      for (String inner :
          List.of("10.0.0.1", "127.0.0.1", "::1", "169.254.169.254", "fe80::1", "fd00::1")) {
        assertThat(reaches(mode, rules(), "1.1.1.1", inner)).as(inner).isFalse();
        assertThat(reaches(mode, rules(), inner)).as(inner).isFalse();
      }
    }
  }

  @Test
  @DisplayName("L5 this machine's own public address is refused")
  void ownAddressIsRefused() {
    assertThat(reaches(NetworkMode.PACKAGES, rules(), OWN.getHostAddress())).isFalse();
    assertThat(reaches(NetworkMode.OPEN, rules(), OWN.getHostAddress())).isFalse();
  }

  @Test
  @DisplayName("L5 a permitted network is for listed names only, and never has metadata in it")
  void permittedNetworksAreForIndexes() {
    EgressRules rules = rules("10.1.0.0/16", "100.64.0.0/10", "fd00::/8", "127.0.0.0/8");
    assertThat(reaches(NetworkMode.PACKAGES, rules, "10.1.2.3")).isTrue();
    assertThat(reaches(NetworkMode.PACKAGES, rules, "fd12::1")).isTrue();
    assertThat(reaches(NetworkMode.PACKAGES, rules, "127.0.0.1")).isTrue();
    assertThat(reaches(NetworkMode.PACKAGES, rules, "10.2.0.1")).isFalse();
    assertThat(reaches(NetworkMode.PACKAGES, rules, "100.100.100.200")).isFalse();
    assertThat(reaches(NetworkMode.PACKAGES, rules, "fd00:ec2::254")).isFalse();
    assertThat(reaches(NetworkMode.PACKAGES, rules, "64:ff9b::10.1.2.3")).isFalse();
    assertThat(reaches(NetworkMode.OPEN, rules, "10.1.2.3")).isFalse();
  }

  @ParameterizedTest
  @DisplayName("L5 no permission reaches beyond private networks")
  @ValueSource(
      strings = {
        "0.0.0.0/0",
        "::/0",
        "169.254.0.0/16",
        "169.254.169.254/32",
        "10.0.0.0/7",
        "fe80::/10",
        "8.8.8.0/24",
        "10.0.0.1",
        "x/8"
      })
  void permissionsAreForPrivateNetworks(String network) {
    assertThatThrownBy(() -> properties(List.of(), List.of(network)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pypi.org", "1.1.1.1:443", "*.pypi.org:443", "https://pypi.org:443", ""})
  void listsOnlyNamesWithPorts(String entry) {
    assertThatThrownBy(() -> properties(List.of(entry), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cove.sandbox.egress.allow");
  }

  @Test
  void aRefusalShowsNothingUnprintable() {
    Refusal refusal = new Refusal(Refusal.Rule.MALFORMED, "a\r\nSet-Cookie: x\u0000é");
    assertThat(refusal.text()).isEqualTo("Cove: a??Set-Cookie: x?? (rule: malformed)");
  }
}
