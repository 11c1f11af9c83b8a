package dev.cove.starter.test;

import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Points a service under test at the {@link Infrastructure}; {@code cove.schema} says which schema
 * it owns. All contexts of a JVM share the data, as restarts of one service do.
 */
public final class InfrastructureInitializer
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  /** For Spring. */
  public InfrastructureInitializer() {}

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    String schema = context.getEnvironment().getRequiredProperty("cove.schema");
    Infrastructure.createSchema(schema);
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "test-infrastructure",
                Map.of(
                    "COVE_DB_URL",
                    Infrastructure.databaseUrl(),
                    "COVE_DB_PASSWORD",
                    Infrastructure.PASSWORD,
                    "COVE_KAFKA_SERVERS",
                    Infrastructure.kafkaServers(),
                    "COVE_LOG_FORMAT",
                    "",
                    "eureka.client.enabled",
                    "false")));
  }
}
