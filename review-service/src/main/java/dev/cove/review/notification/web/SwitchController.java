package dev.cove.review.notification.web;

import dev.cove.review.notification.NotificationType;
import dev.cove.review.notification.Switches;
import dev.cove.starter.security.CurrentUser;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/notifications/preferences")
class SwitchController {

  /**
   * What somebody is told of.
   *
   * @param types each type with whether it is on; when written, those left out stay
   */
  record Preferences(@NotNull Map<NotificationType, @NotNull Boolean> types) {}

  private final Switches switches;

  SwitchController(Switches switches) {
    this.switches = switches;
  }

  @GetMapping
  Preferences get(CurrentUser user) {
    return new Preferences(switches.of(user.id()));
  }

  @PutMapping
  Preferences put(CurrentUser user, @Valid @RequestBody Preferences wanted) {
    switches.set(user.id(), wanted.types());
    return get(user);
  }
}
