package dev.cove.workspace.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.cove.workspace.file.FileChange;
import dev.cove.workspace.file.FilesChanged;
import dev.cove.workspace.file.Origin;
import dev.cove.workspace.session.web.SessionResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the events socket says. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = FeedMessage.Snapshot.class, name = "snapshot"),
  @JsonSubTypes.Type(value = FeedMessage.Changed.class, name = "changed"),
  @JsonSubTypes.Type(value = FeedMessage.SessionNow.class, name = "session"),
  @JsonSubTypes.Type(value = FeedMessage.SandboxNow.class, name = "sandbox"),
  @JsonSubTypes.Type(value = FeedMessage.SandboxMeasured.class, name = "measured")
})
public sealed interface FeedMessage {

  /**
   * First of all: from which revision on changes follow.
   *
   * @param revision the revision the client asked to go on from; when it gave none, or one so old
   *     that changes are missing, the present one: then it reads the tree
   * @param resumed whether the client goes on without a gap
   */
  record Snapshot(long revision, boolean resumed) implements FeedMessage {}

  /** One revision. */
  record Changed(
      long revision,
      Origin origin,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String clientId,
      List<FileChange> changes,
      boolean truncated)
      implements FeedMessage {

    static Changed from(FilesChanged change) {
      return new Changed(
          change.revision(),
          change.origin(),
          change.clientId(),
          change.changes(),
          change.truncated());
    }
  }

  /** The session as it is now. */
  record SessionNow(SessionResponse session) implements FeedMessage {}

  /** The sandbox as it is now, in the sandbox service's own words. */
  record SandboxNow(@JsonRawValue String sandbox) implements FeedMessage {}

  /** What of the sandbox has changed by itself since: its usage, why it is alive. */
  record SandboxMeasured(@JsonRawValue String measured) implements FeedMessage {}
}
