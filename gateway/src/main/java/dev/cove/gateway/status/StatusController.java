package dev.cove.gateway.status;

import dev.cove.gateway.routing.Routes;
import dev.cove.gateway.routing.ServiceBreakers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.info.BuildProperties;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells anybody whether the parts of the platform are there, from what the registry says. */
@RestController
class StatusController {

  /**
   * The body: {@code UP}, {@code DEGRADED} or {@code DOWN}, and {@code UP} or {@code DOWN} each.
   */
  record StatusResponse(String status, String version, Map<String, String> services) {}

  private final DiscoveryClient discovery;
  private final ServiceBreakers breakers;
  private final String version;

  StatusController(DiscoveryClient discovery, ServiceBreakers breakers, BuildProperties build) {
    this.discovery = discovery;
    this.breakers = breakers;
    this.version = Objects.requireNonNullElse(build.getVersion(), "unknown");
  }

  @GetMapping("/api/status")
  StatusResponse status() {
    Map<String, String> services = new LinkedHashMap<>();
    Routes.SERVICES.forEach(service -> services.put(service, up(service) ? "UP" : "DOWN"));
    String all =
        !services.containsValue("DOWN") ? "UP" : services.containsValue("UP") ? "DEGRADED" : "DOWN";
    return new StatusResponse(all, version, services);
  }

  private boolean up(String service) {
    return !breakers.open(service) && !discovery.getInstances(service).isEmpty();
  }
}
