package dev.cove.workspace.history;

import dev.cove.starter.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Where a page of the list of deleted items ends: the last one's revision and path. */
record DeletedCursor(long deletedIn, String path) {

  static DeletedCursor from(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return new DeletedCursor(Long.MAX_VALUE, "");
    }
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      int colon = plain.indexOf(':');
      return new DeletedCursor(
          Long.parseLong(plain.substring(0, colon)), plain.substring(colon + 1));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw invalid();
    }
  }

  static String after(DeletedItem item) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((item.deletedIn() + ":" + item.path()).getBytes(StandardCharsets.UTF_8));
  }

  static ProblemException invalid() {
    return new ProblemException(
        HttpStatus.BAD_REQUEST, "invalid-cursor", "Start again without a cursor.");
  }
}
