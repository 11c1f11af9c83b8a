package dev.cove.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "cove.discovery.password=" + RegistryAccessIntegrationTests.PASSWORD,
      "management.server.port=0",
      "eureka.client.service-url.defaultZone=http://localhost:1/eureka"
    })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistryAccessIntegrationTests {

  static final String PASSWORD = "a-password-of-the-test";

  private static final String INSTANCE =
      """
      {"instance": {
        "instanceId": "echo:1", "app": "ECHO", "hostName": "127.0.0.1", "ipAddr": "127.0.0.1",
        "vipAddress": "echo", "status": "UP", "port": {"$": 4711, "@enabled": "true"},
        "dataCenterInfo": {
          "@class": "com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo", "name": "MyOwn"}
      }}
      """;

  @LocalServerPort private int port;
  @LocalManagementPort private int managementPort;
  private HttpClient http;

  @BeforeAll
  void openClient() {
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  void closeClient() {
    http.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/eureka/apps", "/eureka/apps/ECHO", "/lastn"})
  void readWhenNobodyIsRefused(String path) throws Exception {
    assertThat(send(request(port, path).GET()).statusCode()).isEqualTo(401);
  }

  @Test
  void readWhenPasswordIsWrongIsRefused() throws Exception {
    HttpRequest.Builder request = request(port, "/eureka/apps").GET();
    assertThat(send(authenticated(request, "not-the-password")).statusCode()).isEqualTo(401);
  }

  @Test
  void registerWhenNobodyIsRefused() throws Exception {
    assertThat(send(registration()).statusCode()).isEqualTo(401);
  }

  @Test
  void registerWhenServiceIsSeenByOthers() throws Exception {
    assertThat(send(authenticated(registration(), PASSWORD)).statusCode()).isEqualTo(204);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> {
          HttpRequest.Builder read =
              request(port, "/eureka/apps").header("Accept", "application/json").GET();
          assertThat(send(authenticated(read, PASSWORD)).body()).contains("echo:1");
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/actuator/health/readiness", "/actuator/health/liveness", "/actuator/prometheus"})
  void managementWhenNobodyIsAnswered(String path) throws Exception {
    assertThat(send(request(managementPort, path).GET()).statusCode()).isEqualTo(200);
  }

  private HttpRequest.Builder registration() {
    return request(port, "/eureka/apps/ECHO")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(INSTANCE));
  }

  private static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private static HttpRequest.Builder authenticated(HttpRequest.Builder request, String password) {
    String credentials = "cove:" + password;
    String encoded =
        Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    return request.header("Authorization", "Basic " + encoded);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
