package dev.cove.gateway.testing;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The gateway on a free port, the four services as stubs, and an exported front end. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "eureka.client.enabled=false",
      "server.address=127.0.0.1",
      "management.server.port=0",
      "management.server.address=127.0.0.1",
      "cove.public-url=http://localhost:8080"
    })
public abstract class GatewayTest {

  protected static final String OWN_ORIGIN = "http://localhost:8080";
  protected static final String SESSION = "/api/sessions/0197d9a2-0000-7000-8000-000000000001";
  protected static final String SOCKETS = "/ws/sessions/0197d9a2-0000-7000-8000-000000000001";

  protected static final StubService AUTH = new StubService("auth-service");
  protected static final StubService WORKSPACE = new StubService("workspace-service");
  protected static final StubService SANDBOX = new StubService("sandbox-service");
  protected static final StubService REVIEW = new StubService("review-service");

  private static final Path EXPORT = ExportedFrontend.create();

  @LocalServerPort private int port;
  @LocalManagementPort private int managementPort;

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry registry) {
    Map.of(
            "auth-service", AUTH,
            "workspace-service", WORKSPACE,
            "sandbox-service", SANDBOX,
            "review-service", REVIEW)
        .forEach((name, stub) ->
            registry.add(
                "spring.cloud.discovery.client.simple.instances." + name + "[0].uri",
                () -> "http://127.0.0.1:" + stub.port()));
    registry.add("cove.frontend.dir", EXPORT::toString);
  }

  protected int port() {
    return port;
  }

  protected RawHttp gateway() {
    return new RawHttp(port);
  }

  protected RawHttp operators() {
    return new RawHttp(managementPort);
  }
}
