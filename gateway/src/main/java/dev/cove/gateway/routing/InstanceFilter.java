package dev.cove.gateway.routing;

import java.net.URI;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.gateway.config.GatewayLoadBalancerProperties;
import org.springframework.cloud.gateway.filter.ReactiveLoadBalancerClientFilter;
import org.springframework.cloud.loadbalancer.support.LoadBalancerClientFactory;
import org.springframework.stereotype.Component;

/**
 * Chooses the instance as the framework does, but hands the path and query on byte for byte: the
 * framework's URI builder escapes a half-escaped URI a second time.
 */
@Component
class InstanceFilter extends ReactiveLoadBalancerClientFilter {

  InstanceFilter(LoadBalancerClientFactory clients, GatewayLoadBalancerProperties properties) {
    super(clients, properties);
  }

  @Override
  protected URI reconstructURI(ServiceInstance instance, URI original) {
    StringBuilder uri =
        new StringBuilder(instance.getScheme() == null ? "http" : instance.getScheme())
            .append("://")
            .append(instance.getHost())
            .append(':')
            .append(instance.getPort())
            .append(original.getRawPath());
    if (original.getRawQuery() != null) {
      uri.append('?').append(original.getRawQuery());
    }
    return URI.create(uri.toString());
  }
}
