package dev.cove.sandbox.egress;

import dev.cove.sandbox.agent.RunDirectories;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The proxy with this machine's names and addresses. */
@Configuration(proxyBeanMethods = false)
class EgressConfiguration {

  @Bean(destroyMethod = "close")
  Egress egress(
      EgressProperties properties,
      RunDirectories directories,
      ObjectProvider<NameResolver> names,
      MeterRegistry meters,
      Clock clock) {
    return new Egress(
        properties,
        directories,
        names.getIfAvailable(() -> host -> List.of(InetAddress.getAllByName(host))),
        EgressConfiguration::interfaces,
        new EgressMeters(meters),
        clock);
  }

  /** All of this machine's, or nothing goes out: what cannot be checked is not allowed. */
  private static Set<InetAddress> interfaces() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .collect(Collectors.toSet());
    } catch (SocketException e) {
      throw new IllegalStateException("this machine does not tell its addresses", e);
    }
  }
}
