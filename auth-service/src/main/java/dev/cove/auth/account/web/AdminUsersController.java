package dev.cove.auth.account.web;

import dev.cove.auth.account.Account;
import dev.cove.auth.account.AdminService;
import dev.cove.auth.account.ReviewerLevel;
import dev.cove.auth.account.Role;
import dev.cove.starter.security.CurrentUser;
import dev.cove.starter.web.Slice;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/admin/users")
class AdminUsersController {

  /** What an admin changes; null leaves it as it is. */
  record ChangeUserRequest(@Nullable Boolean disabled, @Nullable Role role) {}

  /** An account as an admin sees it. */
  record AdminUserResponse(
      UUID id,
      String username,
      String email,
      String displayName,
      Role role,
      ReviewerLevel reviewerLevel,
      boolean disabled,
      Instant createdAt,
      Instant updatedAt) {

    static AdminUserResponse from(Account account) {
      return new AdminUserResponse(
          account.id(),
          account.username(),
          account.email(),
          account.displayName(),
          account.role(),
          account.reviewerLevel(),
          account.disabled(),
          account.createdAt(),
          account.updatedAt());
    }
  }

  private final AdminService admins;

  AdminUsersController(AdminService admins) {
    this.admins = admins;
  }

  @GetMapping
  Slice<AdminUserResponse> search(
      CurrentUser user,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Slice.limit(limit);
    List<Account> found = admins.search(user.id(), q, NameCursor.after(cursor), size);
    return Slice.of(found, size, NameCursor::of).map(AdminUserResponse::from);
  }

  @PatchMapping("/{id}")
  AdminUserResponse change(
      CurrentUser user, @PathVariable UUID id, @RequestBody ChangeUserRequest body) {
    return AdminUserResponse.from(admins.change(user.id(), id, body.disabled(), body.role()));
  }
}
