package dev.cove.sandbox.sync;

import dev.cove.sandbox.agent.AgentConnection;
import dev.cove.sandbox.agent.AgentEvent.FileChange;
import dev.cove.sandbox.agent.AgentEvent.FilesChanged;
import dev.cove.sandbox.agent.AgentEvent.ItemType;
import dev.cove.sandbox.agent.AgentException;
import dev.cove.sandbox.agent.AgentFiles;
import dev.cove.sandbox.agent.AgentLink;
import dev.cove.sandbox.workspace.Workspace;
import dev.cove.sandbox.workspace.Workspace.ItemOutcome;
import dev.cove.sandbox.workspace.Workspace.SandboxChange;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The way of a container's changes into the workspace, group by group. Used by one worker only. */
final class ContainerChanges {

  private static final Duration READ_WITHIN = Duration.ofSeconds(20);

  /** What the workspace keeps of one file; larger ones are told, not stored. */
  private static final long MAX_FILE = 7L * 1024 * 1024;

  private final UUID sessionId;
  private final AgentLink agent;
  private final Workspace workspace;
  private final ContentBudget budget;
  private final ContainerTree tree;
  private final SyncObserver observer;

  ContainerChanges(
      UUID sessionId,
      AgentLink agent,
      Workspace workspace,
      ContentBudget budget,
      ContainerTree tree,
      SyncObserver observer) {
    this.sessionId = sessionId;
    this.agent = agent;
    this.workspace = workspace;
    this.budget = budget;
    this.tree = tree;
    this.observer = observer;
  }

  /** Hands one group over and tells the agent what the workspace has now. Safe to repeat. */
  void push(long batch, List<FileChange> group) throws InterruptedException {
    Map<String, FileChange> sent = new LinkedHashMap<>();
    List<ItemOutcome> results;
    budget.hold();
    try {
      List<SandboxChange> changes = read(group, sent);
      if (changes.isEmpty()) {
        return;
      }
      results = workspace.apply(sessionId, changes).results();
    } finally {
      budget.release();
    }
    List<Map<String, Object>> synced = new ArrayList<>();
    for (ItemOutcome result : results) {
      FileChange change = sent.get(result.path());
      if (change == null) {
        continue;
      }
      if ("REFUSED".equals(result.status())) {
        observer.refused(
            change.path(),
            result.code() == null ? "refused" : result.code(),
            result.detail() == null ? "The workspace did not take it." : result.detail());
      }
      tree.agreed(change);
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("path", change.path());
      item.put("sha256", change.delete() ? null : change.sha256());
      synced.add(item);
    }
    var _ =
        AgentFiles.await(
            agent.files().request("files.synced", Map.of("batch", batch, "results", synced)));
  }

  private List<SandboxChange> read(List<FileChange> group, Map<String, FileChange> sent) {
    AgentConnection files = agent.files();
    Map<FileChange, @Nullable CompletableFuture<ByteBuffer>> contents = new LinkedHashMap<>();
    for (FileChange change : group) {
      String hash = change.sha256();
      contents.put(
          change,
          needsContent(change) && hash != null
              ? files.readFile(change.path(), hash, change.size(), READ_WITHIN)
              : null);
    }
    List<SandboxChange> changes = new ArrayList<>();
    contents.forEach((change, content) -> {
      ByteBuffer bytes = null;
      if (content != null) {
        try {
          bytes = AgentFiles.await(content);
        } catch (AgentException.Refused _) {
          // changed or gone since: the newer change is on its way
          return;
        }
      }
      sent.put(change.path(), change);
      changes.add(
          new SandboxChange(
              change.delete(),
              change.path(),
              change.itemType().name(),
              change.size(),
              change.sha256(),
              change.executable(),
              change.target(),
              change.base(),
              overLimit(change),
              bytes));
    });
    return changes;
  }

  private static boolean overLimit(FileChange change) {
    return change.overLimit()
        || (!change.delete() && change.itemType() == ItemType.FILE && change.size() > MAX_FILE);
  }

  private static boolean needsContent(FileChange change) {
    return !change.delete() && change.itemType() == ItemType.FILE && !overLimit(change);
  }

  /** Splits a batch so that the contents of a group fit into one call. */
  static List<List<FileChange>> groups(FilesChanged batch) {
    List<List<FileChange>> groups = new ArrayList<>();
    List<FileChange> group = new ArrayList<>();
    long bytes = 0;
    for (FileChange change : batch.changes()) {
      long size = needsContent(change) ? change.size() : 0;
      if (!group.isEmpty() && bytes + size > ContentBudget.GROUP_BYTES) {
        groups.add(group);
        group = new ArrayList<>();
        bytes = 0;
      }
      group.add(change);
      bytes += size;
    }
    if (!group.isEmpty()) {
      groups.add(group);
    }
    return groups;
  }
}
