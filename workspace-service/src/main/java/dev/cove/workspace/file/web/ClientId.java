package dev.cove.workspace.file.web;

import dev.cove.starter.problem.ProblemException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** What a client calls itself in {@code X-Client-Id}, so that it knows its own changes again. */
public final class ClientId {

  private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

  private ClientId() {}

  /** The id, refused when it is not well formed. */
  public static @Nullable String checked(@Nullable String id) {
    if (id == null || WELL_FORMED.matcher(id).matches()) {
      return id;
    }
    throw new ProblemException(
        HttpStatus.BAD_REQUEST,
        "invalid-client-id",
        "X-Client-Id has 1 to 64 letters, digits, dots, colons, dashes or underscores.");
  }
}
