package dev.cove.discovery;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.cloud.netflix.eureka.server.EnableEurekaServer;

/** Starts the registry. */
@SpringBootApplication
@EnableEurekaServer
@ConfigurationPropertiesScan
public class DiscoveryApplication {

  static void main(String[] arguments) {
    SpringApplication.run(DiscoveryApplication.class, arguments);
  }
}
