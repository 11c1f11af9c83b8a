package dev.cove.sandbox.egress;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What sandboxes reach, those whose template lets them reach anything.
 *
 * @param allow the package indexes, each {@code host:port}, compared whole and without case
 * @param permittedNetworks private networks (address/bits) in which an index of {@code allow} may
 *     be; no others are, and none is for a template that is open
 * @param indexUrl what pip is told to use ({@code PIP_INDEX_URL}); pip's own choice unless given
 * @param connections tunnels of one sandbox at a time
 * @param headWithin how long a program may take to say where it wants to go
 * @param resolveWithin how long a name may take to be resolved
 * @param connectWithin how long a connection may take to be made, over all addresses of a name
 * @param idle a tunnel through which nothing has gone for so long ends
 */
@Validated
@ConfigurationProperties("cove.sandbox.egress")
public record EgressProperties(
    @DefaultValue({"pypi.org:443", "files.pythonhosted.org:443"}) List<String> allow,
    @DefaultValue List<String> permittedNetworks,
    @Nullable URI indexUrl,
    @Min(1) @Max(256) @DefaultValue("16") int connections,
    @DefaultValue("5s") Duration headWithin,
    @DefaultValue("5s") Duration resolveWithin,
    @DefaultValue("5s") Duration connectWithin,
    @DefaultValue("60s") Duration idle) {

  /** Where an index of one's own can be; elsewhere is either public or nobody's business. */
  private static final List<Cidr> PERMITTABLE =
      List.of(
          Cidr.parse("10.0.0.0/8"),
          Cidr.parse("172.16.0.0/12"),
          Cidr.parse("192.168.0.0/16"),
          Cidr.parse("100.64.0.0/10"),
          Cidr.parse("127.0.0.0/8"),
          Cidr.parse("fc00::/7"),
          Cidr.parse("::1/128"));

  /** Refuses to start with a list that does not mean what it says. */
  public EgressProperties {
    for (String entry : allow) {
      var _ = hostPort(entry);
    }
    for (String network : permittedNetworks) {
      Cidr cidr = Cidr.parse(network);
      if (PERMITTABLE.stream().noneMatch(whole -> whole.contains(cidr))) {
        throw new IllegalArgumentException(
            "cove.sandbox.egress.permitted-networks: not within a private network: " + network);
      }
    }
    for (Duration time : List.of(headWithin, resolveWithin, connectWithin, idle)) {
      if (!time.isPositive()) {
        throw new IllegalArgumentException("cove.sandbox.egress: a time is not positive: " + time);
      }
    }
  }

  List<HostPort> allowed() {
    return allow.stream().map(EgressProperties::hostPort).toList();
  }

  List<Cidr> permitted() {
    return permittedNetworks.stream().map(Cidr::parse).toList();
  }

  private static HostPort hostPort(String entry) {
    try {
      HostPort place = HostPort.parse(entry);
      if (place.literal() == null) {
        return place;
      }
    } catch (Refusal _) {
      // said below
    }
    throw new IllegalArgumentException(
        "cove.sandbox.egress.allow: not a name and a port (host:443): " + entry);
  }
}
