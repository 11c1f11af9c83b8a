package dev.cove.review.reviewer;

import java.util.Optional;
import java.util.UUID;

/** The accounts of the platform, asked directly when events have not told enough yet. */
public interface Accounts {

  /** The account as it is now; empty when there is none or nobody answers. */
  Optional<Person> find(UUID id);
}
