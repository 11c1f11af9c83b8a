package dev.cove.auth.account;

import dev.cove.starter.id.TimeOrderedUuid;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/** A person's account. Names and addresses are unique whatever their case. */
@Entity
@Table(name = "account")
public class Account extends AbstractAggregateRoot<Account> {

  @Id private UUID id;
  @Version private @Nullable Long version;
  private String username;
  private String email;
  private String displayName;
  private String bio;
  private String timeZone;

  @Enumerated(EnumType.STRING)
  private Role role;

  @Enumerated(EnumType.STRING)
  private ReviewerLevel reviewerLevel;

  private String preferences;
  private String passwordHash;
  private boolean disabled;
  private Instant createdAt;
  private Instant updatedAt;

  /** For JPA. */
  protected Account() {}

  private Account(String username, String email, String passwordHash, Role role, Instant now) {
    this.id = TimeOrderedUuid.next();
    this.username = username;
    this.email = email;
    this.displayName = username;
    this.bio = "";
    this.timeZone = "UTC";
    this.role = role;
    this.reviewerLevel = ReviewerLevel.NONE;
    this.preferences = Preferences.NONE.json();
    this.passwordHash = passwordHash;
    this.createdAt = now.truncatedTo(ChronoUnit.MICROS);
    this.updatedAt = createdAt;
  }

  /** A new account, shown under its username until its owner chooses a name. */
  public static Account register(
      String username, String email, String passwordHash, Role role, Instant now) {
    Account account = new Account(username, email, passwordHash, role, now);
    account.registerEvent(UserRegistered.from(account));
    return account;
  }

  /** Takes what the owner changed; what is null stays. */
  void change(ProfileChange change, Instant now) {
    if (change.email() != null) {
      email = change.email();
    }
    if (change.bio() != null) {
      bio = change.bio();
    }
    if (change.timeZone() != null) {
      timeZone = change.timeZone();
    }
    if (change.preferences() != null) {
      preferences = change.preferences().json();
    }
    String newName = change.displayName();
    if (newName != null && !newName.equals(displayName)) {
      displayName = newName;
      registerEvent(UserUpdated.from(this));
    }
    touch(now);
  }

  void changePassword(String newHash, Instant now) {
    passwordHash = newHash;
    touch(now);
  }

  /** Becomes another kind of reviewer. */
  public void becomeReviewer(ReviewerLevel level, Instant now) {
    if (level != reviewerLevel) {
      reviewerLevel = level;
      registerEvent(ReviewerLevelChanged.from(this));
      touch(now);
    }
  }

  void changeRole(Role newRole, Instant now) {
    if (newRole != role) {
      role = newRole;
      registerEvent(UserUpdated.from(this));
      touch(now);
    }
  }

  void disable(Instant now) {
    if (!disabled) {
      disabled = true;
      registerEvent(new UserDisabled(id));
      touch(now);
    }
  }

  void enable(Instant now) {
    if (disabled) {
      disabled = false;
      registerEvent(UserUpdated.from(this));
      touch(now);
    }
  }

  private void touch(Instant now) {
    updatedAt = now.truncatedTo(ChronoUnit.MICROS);
  }

  /** The account's id. */
  public UUID id() {
    return id;
  }

  /** The name to log in with; it never changes. */
  public String username() {
    return username;
  }

  /** The e-mail address, seen only by the owner and admins. */
  public String email() {
    return email;
  }

  /** The name others see. */
  public String displayName() {
    return displayName;
  }

  /** What the owner says about themselves. */
  public String bio() {
    return bio;
  }

  /** An IANA time zone. */
  public String timeZone() {
    return timeZone;
  }

  /** The role as it is now. */
  public Role role() {
    return role;
  }

  /** The reviewer level as it is now. */
  public ReviewerLevel reviewerLevel() {
    return reviewerLevel;
  }

  /** The front end's settings. */
  public Preferences preferences() {
    return new Preferences(preferences);
  }

  /** The encoded hash of the password. */
  public String passwordHash() {
    return passwordHash;
  }

  /** Whether an admin closed the account. */
  public boolean disabled() {
    return disabled;
  }

  /** When it was made. */
  public Instant createdAt() {
    return createdAt;
  }

  /** When it last changed. */
  public Instant updatedAt() {
    return updatedAt;
  }
}
