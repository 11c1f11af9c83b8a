package dev.cove.starter.test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenAPI document of a running service equals {@code docs/contracts/openapi/<service>.json}.
 */
public final class OpenApiContract {

  private OpenApiContract() {}

  /** Compares, or writes the file when {@code -Dcove.contracts.update=true}. */
  public static void verify(String service, int port) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v3/api-docs"))
                  .timeout(Duration.ofSeconds(30))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new AssertionError("/v3/api-docs answered " + response.statusCode());
      }
      ObjectNode document = (ObjectNode) Contracts.read(response.body());
      document.remove("servers");
      Contracts.verify("openapi/" + service + ".json", document);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
