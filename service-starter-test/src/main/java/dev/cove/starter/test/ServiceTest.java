package dev.cove.starter.test;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * A whole service on a random port with real PostgreSQL and Kafka; tokens are signed by {@link
 * TestTokens}. Peers are named by {@code
 * spring.cloud.discovery.client.simple.instances.<name>[0].uri}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "logging.structured.format.console=")
@ContextConfiguration(initializers = InfrastructureInitializer.class)
@Import(TestTokens.Keys.class)
public @interface ServiceTest {}
