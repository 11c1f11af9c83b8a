package dev.cove.review;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the service that lets people review frozen snapshots of sessions. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ReviewServiceApplication {

  /** Starts with Spring Boot's arguments. */
  public static void main(String[] arguments) {
    SpringApplication.run(ReviewServiceApplication.class, arguments);
  }
}
