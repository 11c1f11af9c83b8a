package dev.cove.auth;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The service that knows who people are. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class AuthApplication {

  /** Starts the service. */
  public static void main(String[] args) {
    SpringApplication.run(AuthApplication.class, args);
  }
}
