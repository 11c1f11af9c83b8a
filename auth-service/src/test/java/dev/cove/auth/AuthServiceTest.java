package dev.cove.auth;

import dev.cove.starter.test.InfrastructureInitializer;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole service with a real database and broker. It signs with its own keys, unlike the other
 * services under test.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "cove.auth.setup-token=" + AuthServiceTest.SETUP_TOKEN,
      "cove.auth.service-clients=review-service=" + AuthServiceTest.SERVICE_SECRET,
      "cove.auth.limits.registrations.count=10000",
      "cove.auth.limits.failed-logins-of-address.count=30"
    })
@ContextConfiguration(initializers = InfrastructureInitializer.class)
public @interface AuthServiceTest {

  /** The token of the first admin's link. */
  String SETUP_TOKEN = "setup-token-of-the-tests";

  /** The secret of review-service. */
  String SERVICE_SECRET = "secret-of-review-service";
}
