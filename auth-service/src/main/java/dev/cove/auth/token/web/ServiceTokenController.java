package dev.cove.auth.token.web;

import dev.cove.auth.token.AccessToken;
import dev.cove.auth.token.AccessTokens;
import dev.cove.auth.token.ServiceClientSecrets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ServiceTokenController {

  private final ServiceClientSecrets clients;
  private final AccessTokens tokens;

  ServiceTokenController(ServiceClientSecrets clients, AccessTokens tokens) {
    this.clients = clients;
    this.tokens = tokens;
  }

  @PostMapping("/internal/service-tokens")
  AccessToken issue(
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization) {
    return tokens.forService(clients.require(authorization));
  }
}
