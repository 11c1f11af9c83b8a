package dev.cove.auth.account.web;

import dev.cove.auth.account.Preferences;
import dev.cove.auth.account.ProfileChange;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What to change; a field that is missing or null stays. */
record ChangeProfileRequest(
    @Size(min = 1, max = 80)
        @Pattern(
            regexp = "[^\\p{Cntrl}]*[^\\p{Cntrl}\\s][^\\p{Cntrl}]*",
            message = "must have a visible character and no control characters")
        @Nullable String displayName,
    @Email @Size(min = 3, max = 254) @Nullable String email,
    @Size(max = 1000)
        @Pattern(
            regexp = "[^\\p{Cntrl}]*([\\r\\n\\t][^\\p{Cntrl}]*)*",
            message = "must have no control characters but line breaks and tabs")
        @Nullable String bio,
    @Size(max = 64) @Nullable String timeZone,
    @Nullable Map<String, Object> preferences) {

  ProfileChange toChange() {
    return new ProfileChange(
        displayName == null ? null : displayName.strip(),
        email,
        bio,
        timeZone,
        preferences == null ? null : Preferences.of(preferences));
  }
}
