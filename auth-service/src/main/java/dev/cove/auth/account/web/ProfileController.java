package dev.cove.auth.account.web;

import dev.cove.auth.account.AccountService;
import dev.cove.starter.security.CurrentUser;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/users")
class ProfileController {

  private final AccountService accounts;

  ProfileController(AccountService accounts) {
    this.accounts = accounts;
  }

  @GetMapping("/me")
  UserResponse me(CurrentUser user) {
    return UserResponse.from(accounts.get(user.id()));
  }

  @PatchMapping("/me")
  UserResponse change(CurrentUser user, @Valid @RequestBody ChangeProfileRequest request) {
    return UserResponse.from(accounts.change(user.id(), request.toChange()));
  }

  @GetMapping("/{id}")
  ProfileResponse profile(@PathVariable UUID id) {
    return ProfileResponse.from(accounts.get(id));
  }
}
