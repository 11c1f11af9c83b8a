package dev.cove.sandbox;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts sandbox-service, the only part of the platform that talks to Docker. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SandboxServiceApplication {

  /** For Spring. */
  protected SandboxServiceApplication() {}

  static void main(String[] args) {
    SpringApplication.run(SandboxServiceApplication.class, args);
  }
}
