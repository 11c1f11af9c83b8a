package dev.cove.sandbox.sandbox;

import dev.cove.sandbox.container.ContainerException;
import dev.cove.sandbox.container.ContainerRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Says at the start, to whoever operates this, that no sandbox can be made with the configured
 * runtime. The service goes on: the engine may learn of the runtime while both run.
 */
@Component
class RuntimeCheck {

  private static final Logger log = LoggerFactory.getLogger(RuntimeCheck.class);

  private final ContainerRuntime containers;
  private final SandboxProperties properties;

  RuntimeCheck(ContainerRuntime containers, SandboxProperties properties) {
    this.containers = containers;
    this.properties = properties;
  }

  @EventListener(ApplicationReadyEvent.class)
  void check() {
    try {
      containers.check(properties.runtime());
    } catch (ContainerException.NoRuntime e) {
      log.error("No sandbox can start: {}", e.getMessage());
    } catch (ContainerException e) {
      log.warn("The container engine could not be asked for the runtime", e);
    }
  }
}
