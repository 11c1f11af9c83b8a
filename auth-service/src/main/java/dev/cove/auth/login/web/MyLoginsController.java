package dev.cove.auth.login.web;

import dev.cove.auth.login.Login;
import dev.cove.auth.login.LoginErrors;
import dev.cove.auth.login.LoginService;
import dev.cove.starter.security.CurrentUser;
import dev.cove.starter.web.Slice;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/users/me")
class MyLoginsController {

  record LoginResponse(
      UUID id,
      boolean current,
      String address,
      String userAgent,
      Instant createdAt,
      Instant lastUsedAt,
      Instant expiresAt) {

    static LoginResponse from(Login login, @Nullable String current) {
      return new LoginResponse(
          login.id(),
          login.id().toString().equals(current),
          login.address(),
          login.userAgent(),
          login.createdAt(),
          login.lastUsedAt(),
          login.expiresAt());
    }
  }

  private final LoginService logins;
  private final ClientResolver clients;

  MyLoginsController(LoginService logins, ClientResolver clients) {
    this.logins = logins;
    this.clients = clients;
  }

  @GetMapping("/logins")
  Slice<LoginResponse> logins(CurrentUser user) {
    return new Slice<>(logins.list(user.id()), null)
        .map(login -> LoginResponse.from(login, user.login()));
  }

  @DeleteMapping("/logins/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void end(CurrentUser user, @PathVariable UUID id) {
    logins.end(user.id(), id);
  }

  @PutMapping("/password")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void changePassword(
      CurrentUser user,
      @Valid @RequestBody ChangePasswordRequest body,
      HttpServletRequest request) {
    if (user.login() == null) {
      throw LoginErrors.loginRequired();
    }
    UUID login = UUID.fromString(user.login());
    logins.changePassword(
        user.id(), login, body.currentPassword(), body.newPassword(), clients.resolve(request));
  }
}
