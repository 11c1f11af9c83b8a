package dev.cove.auth.login.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cove.auth.account.web.UserResponse;
import dev.cove.auth.login.SignedIn;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a login. The refresh token is in its cookie; in the body it stands only for a
 * program that sent the last one in a body, so that no script of a page can read it.
 */
record SignedInResponse(
    String accessToken,
    String tokenType,
    long expiresIn,
    UserResponse user,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String refreshToken) {

  static SignedInResponse from(SignedIn signedIn) {
    return from(signedIn, false);
  }

  static SignedInResponse from(SignedIn signedIn, boolean refreshTokenToo) {
    return new SignedInResponse(
        signedIn.access().accessToken(),
        "Bearer",
        signedIn.access().expiresIn(),
        UserResponse.from(signedIn.account()),
        refreshTokenToo ? signedIn.refreshToken() : null);
  }
}
