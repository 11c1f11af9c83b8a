package dev.cove.auth.login.web;

import dev.cove.auth.account.web.UserResponse;
import dev.cove.auth.audit.AuditEntry;
import dev.cove.auth.login.ExportService;
import dev.cove.auth.login.Login;
import dev.cove.auth.token.PersonalToken;
import dev.cove.starter.security.CurrentUser;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/users/me")
class ExportController {

  record ExportResponse(
      UserResponse user, List<Login> logins, List<PersonalToken> tokens, List<AuditEntry> acts) {

    static ExportResponse from(ExportService.Export export) {
      return new ExportResponse(
          UserResponse.from(export.account()), export.logins(), export.tokens(), export.acts());
    }
  }

  private final ExportService exports;
  private final LoginCookies cookies;

  ExportController(ExportService exports, LoginCookies cookies) {
    this.exports = exports;
    this.cookies = cookies;
  }

  @GetMapping("/export")
  ExportResponse export(CurrentUser user, HttpServletResponse response) {
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"cove-account.json\"");
    return ExportResponse.from(exports.export(user.id()));
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(CurrentUser user, HttpServletResponse response) {
    exports.delete(user.id(), user.login());
    cookies.clear(response);
  }
}
