package dev.cove.auth.account;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** All accounts. */
public interface Accounts extends JpaRepository<Account, UUID> {

  /** The account of a name, whatever its case. */
  @Query("select a from Account a where lower(a.username) = :lowerCase")
  Optional<Account> findByUsername(String lowerCase);

  /** The account of an e-mail address, whatever its case. */
  @Query("select a from Account a where lower(a.email) = :lowerCase")
  Optional<Account> findByEmail(String lowerCase);

  /** Whether any account has a role. */
  boolean existsByRole(Role role);

  /** How many open accounts have a role. */
  @Query("select count(a) from Account a where a.role = :role and a.disabled = false")
  long countOpen(Role role);

  /** Open accounts of some levels by name, after a name, whose names contain a pattern. */
  @Query(
      """
      select a from Account a
      where a.reviewerLevel in :levels and a.disabled = false and lower(a.username) > :after
        and (lower(a.username) like :pattern escape '\\' or lower(a.displayName) like :pattern escape '\\')
      order by lower(a.username)
      """)
  List<Account> reviewers(
      Collection<ReviewerLevel> levels, String pattern, String after, Limit limit);

  /** All accounts by name, after a name, whose names or address contain a pattern. */
  @Query(
      """
      select a from Account a
      where lower(a.username) > :after
        and (lower(a.username) like :pattern escape '\\' or lower(a.displayName) like :pattern escape '\\'
          or lower(a.email) like :pattern escape '\\')
      order by lower(a.username)
      """)
  List<Account> search(String pattern, String after, Limit limit);

  /** The account somebody names at login: by username, or by e-mail address. */
  default Optional<Account> findByLoginName(String name) {
    String lowerCase = name.strip().toLowerCase(Locale.ROOT);
    if (lowerCase.length() > 254 || lowerCase.chars().anyMatch(Character::isISOControl)) {
      return Optional.empty();
    }
    return lowerCase.contains("@") ? findByEmail(lowerCase) : findByUsername(lowerCase);
  }

  /** A pattern for names that contain a text literally; nothing given matches all. */
  static String containing(@Nullable String text) {
    if (text == null) {
      return "%";
    }
    String literal =
        text.strip()
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{Cntrl}", "")
            .replaceAll("([\\\\%_])", "\\\\$1");
    return "%" + literal + "%";
  }
}
