package dev.cove.auth.login.web;

import dev.cove.auth.login.SetupService;
import dev.cove.auth.login.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/auth/setup")
class SetupController {

  record SetupResponse(boolean available) {}

  private final SetupService setup;
  private final LoginCookies cookies;
  private final ClientResolver clients;

  SetupController(SetupService setup, LoginCookies cookies, ClientResolver clients) {
    this.setup = setup;
    this.cookies = cookies;
    this.clients = clients;
  }

  @GetMapping
  SetupResponse available() {
    return new SetupResponse(setup.available());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  SignedInResponse setUp(
      @Valid @RequestBody SetupRequest body,
      HttpServletRequest request,
      HttpServletResponse response) {
    SignedIn signedIn =
        setup.setUp(
            body.token(), body.username(), body.email(), body.password(), clients.resolve(request));
    response.setHeader(HttpHeaders.LOCATION, "/api/users/" + signedIn.account().id());
    cookies.set(response, signedIn);
    return SignedInResponse.from(signedIn);
  }
}
