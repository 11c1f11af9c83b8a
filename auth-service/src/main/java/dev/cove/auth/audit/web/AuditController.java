package dev.cove.auth.audit.web;

import dev.cove.auth.account.AdminService;
import dev.cove.auth.audit.Audit;
import dev.cove.auth.audit.AuditEntry;
import dev.cove.auth.audit.AuditFilter;
import dev.cove.starter.security.CurrentUser;
import dev.cove.starter.web.Slice;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AuditController {

  private final AdminService admins;
  private final Audit audit;

  AuditController(AdminService admins, Audit audit) {
    this.admins = admins;
    this.audit = audit;
  }

  @GetMapping("/api/admin/audit")
  Slice<AuditEntry> entries(
      CurrentUser user,
      @RequestParam(required = false) @Nullable UUID actor,
      @RequestParam(required = false) @Pattern(regexp = "[a-z-]{0,64}") @Nullable String action,
      @RequestParam(required = false) @Nullable Instant since,
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    admins.requireAdmin(user.id());
    int size = Slice.limit(limit);
    AuditFilter filter = new AuditFilter(actor, action, since, cursor);
    return Slice.of(audit.find(filter, size), size, entry -> entry.id().toString());
  }
}
