package dev.cove.sandbox.egress;

import dev.cove.sandbox.session.NetworkMode;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/**
 * Decides where a tunnel may lead: first by what was asked for, before anything of it leaves this
 * machine (a lookup is a message, too), then by the addresses it turned out to have. Thread-safe.
 */
final class EgressRules {

  private static final Set<Integer> OPEN_PORTS = Set.of(443, 80);

  private final List<HostPort> allowed;
  private final List<Cidr> permitted;
  private final HostAddresses own;

  EgressRules(EgressProperties properties, HostAddresses own) {
    this.allowed = properties.allowed();
    this.permitted = properties.permitted();
    this.own = own;
  }

  /**
   * Checks what was asked for.
   *
   * @throws Refusal when a sandbox of that mode may not go there
   */
  void check(NetworkMode mode, HostPort target) throws Refusal {
    switch (mode) {
      case PACKAGES -> checkListed(target);
      case OPEN -> {
        if (!OPEN_PORTS.contains(target.port())) {
          throw new Refusal(Refusal.Rule.PORT, target + " is at none of the ports 443 and 80");
        }
      }
      case NONE -> throw new Refusal(Refusal.Rule.ALLOW_LIST, "this sandbox has no network");
    }
  }

  private void checkListed(HostPort target) throws Refusal {
    if (target.literal() != null) {
      throw new Refusal(
          Refusal.Rule.IP_LITERAL, target + " is an address; only listed names are reached");
    }
    if (allowed.stream().noneMatch(target::sameAs)) {
      throw new Refusal(
          Refusal.Rule.ALLOW_LIST,
          target + " is not one of the package indexes this sandbox may reach");
    }
  }

  /**
   * Checks all addresses of a place that passed the first check; one that is refused refuses all.
   *
   * @throws Refusal naming the kind of address, not the address: that is the operator's business
   */
  void check(NetworkMode mode, HostPort target, List<InetAddress> addresses) throws Refusal {
    Set<InetAddress> ours = own.now();
    for (InetAddress address : addresses) {
      AddressKind kind = AddressKind.of(address.getAddress());
      if (ours.contains(address) && (kind == AddressKind.PUBLIC || kind.isPermittable())) {
        kind = AddressKind.HOST;
      }
      if (kind != AddressKind.PUBLIC && !(kind.isPermittable() && permits(mode, address))) {
        throw new Refusal(
            Refusal.Rule.ADDRESS,
            target.host() + " is " + kind.description() + ", which no sandbox may reach");
      }
    }
  }

  private boolean permits(NetworkMode mode, InetAddress address) {
    byte[] bytes = address.getAddress();
    return mode == NetworkMode.PACKAGES
        && permitted.stream().anyMatch(network -> network.contains(bytes));
  }
}
