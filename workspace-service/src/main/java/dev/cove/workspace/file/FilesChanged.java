package dev.cove.workspace.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cove.starter.event.DomainEvent;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session's files went from one revision to the next.
 *
 * @param sessionId the session
 * @param revision the new revision
 * @param origin where the change came from
 * @param clientId what the client called itself, so that it knows its own change again
 * @param changes at most 200 entries
 * @param truncated whether there were more
 */
public record FilesChanged(
    UUID sessionId,
    long revision,
    Origin origin,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String clientId,
    List<FileChange> changes,
    boolean truncated)
    implements DomainEvent {

  /** Most entries one event lists. */
  public static final int MOST_CHANGES = 200;

  @Override
  public String topic() {
    return "cove.files";
  }

  @Override
  public String key() {
    return sessionId.toString();
  }
}
