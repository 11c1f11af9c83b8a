package dev.cove.gateway.routing;

import java.net.InetSocketAddress;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Knows the operators' port, where the public paths are not, and whose paths the public has not.
 */
@Component
class ManagementPort {

  private volatile int port = -1;

  @EventListener
  void on(WebServerInitializedEvent event) {
    if ("management".equals(event.getApplicationContext().getServerNamespace())) {
      port = event.getWebServer().getPort();
    }
  }

  boolean took(ServerHttpRequest request) {
    InetSocketAddress local = request.getLocalAddress();
    return local != null && local.getPort() == port;
  }
}
