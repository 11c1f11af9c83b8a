package dev.cove.workspace;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Keeps sessions and their files: nothing that was acknowledged is ever lost. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class WorkspaceApplication {

  /** Starts the service. */
  public static void main(String[] args) {
    SpringApplication.run(WorkspaceApplication.class, args);
  }
}
