package dev.cove.auth.login.web;

import dev.cove.auth.login.LoginService;
import dev.cove.auth.login.SignedIn;
import dev.cove.starter.security.CurrentUser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/auth")
class AuthController {

  private final LoginService logins;
  private final LoginCookies cookies;
  private final ClientResolver clients;

  AuthController(LoginService logins, LoginCookies cookies, ClientResolver clients) {
    this.logins = logins;
    this.cookies = cookies;
    this.clients = clients;
  }

  @PostMapping("/register")
  @ResponseStatus(HttpStatus.CREATED)
  SignedInResponse register(
      @Valid @RequestBody RegisterRequest body,
      HttpServletRequest request,
      HttpServletResponse response) {
    SignedIn signedIn =
        logins.register(body.username(), body.email(), body.password(), clients.resolve(request));
    response.setHeader(HttpHeaders.LOCATION, "/api/users/" + signedIn.account().id());
    cookies.set(response, signedIn);
    return SignedInResponse.from(signedIn);
  }

  @PostMapping("/login")
  SignedInResponse login(
      @Valid @RequestBody LoginRequest body,
      HttpServletRequest request,
      HttpServletResponse response) {
    SignedIn signedIn = logins.login(body.username(), body.password(), clients.resolve(request));
    cookies.set(response, signedIn);
    return SignedInResponse.from(signedIn);
  }

  @PostMapping("/refresh")
  SignedInResponse refresh(
      @RequestBody(required = false) @Nullable RefreshRequest body,
      HttpServletRequest request,
      HttpServletResponse response) {
    String given = body == null ? null : body.refreshToken();
    String token = given == null ? cookies.refreshToken(request).orElse(null) : given;
    SignedIn signedIn = logins.refresh(token, clients.resolve(request));
    cookies.set(response, signedIn);
    return SignedInResponse.from(signedIn, given != null);
  }

  @PostMapping("/logout")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void logout(
      @RequestBody(required = false) @Nullable RefreshRequest body,
      HttpServletRequest request,
      HttpServletResponse response) {
    String given = body == null ? null : body.refreshToken();
    String token = given == null ? cookies.refreshToken(request).orElse(null) : given;
    logins.logout(currentLogin(request), token, clients.resolve(request));
    cookies.clear(response);
  }

  @PostMapping("/logout-all")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void logoutEverywhere(
      CurrentUser user, HttpServletRequest request, HttpServletResponse response) {
    logins.logoutEverywhere(user.id(), clients.resolve(request));
    cookies.clear(response);
  }

  private static @Nullable UUID currentLogin(HttpServletRequest request) {
    return CurrentUser.from(request.getUserPrincipal())
        .flatMap(user -> Optional.ofNullable(user.login()))
        .map(UUID::fromString)
        .orElse(null);
  }
}
