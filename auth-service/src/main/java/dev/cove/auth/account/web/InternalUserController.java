package dev.cove.auth.account.web;

import dev.cove.auth.account.Account;
import dev.cove.auth.account.AccountService;
import dev.cove.auth.account.ReviewerLevel;
import dev.cove.auth.account.Role;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class InternalUserController {

  record InternalUserResponse(
      UUID id,
      String username,
      String displayName,
      Role role,
      ReviewerLevel reviewerLevel,
      boolean disabled) {

    static InternalUserResponse from(Account account) {
      return new InternalUserResponse(
          account.id(),
          account.username(),
          account.displayName(),
          account.role(),
          account.reviewerLevel(),
          account.disabled());
    }
  }

  private final AccountService accounts;

  InternalUserController(AccountService accounts) {
    this.accounts = accounts;
  }

  @GetMapping("/internal/users/{id}")
  InternalUserResponse user(@PathVariable UUID id) {
    return InternalUserResponse.from(accounts.get(id));
  }
}
