package dev.cove.workspace.sync;

import dev.cove.workspace.blob.Blob;
import dev.cove.workspace.blob.Blobs;
import dev.cove.workspace.file.FileErrors;
import dev.cove.workspace.file.FileProperties;
import dev.cove.workspace.file.ItemType;
import dev.cove.workspace.file.Versions;
import dev.cove.workspace.file.WorkspaceChanges;
import dev.cove.workspace.file.Workspaces;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings a workspace and its sandbox's disk together: what the disk lacks, and what it made.
 * Nothing a container says is believed: every path, size and hash is checked. Thread-safe.
 */
@Service
public class WorkspaceSync {

  private static final int MAX_TARGET = 4096;

  /** So many files with so many bytes together bring their contents along. */
  private static final int FEW_FILES = 20;

  private static final int FEW_BYTES = 256 * 1024;

  private final Workspaces workspaces;
  private final WorkspaceChanges changes;
  private final NetChanges netChanges;
  private final Versions versions;
  private final Blobs blobs;
  private final FileProperties limits;
  private final TransactionTemplate oneMoment;

  WorkspaceSync(
      Workspaces workspaces,
      WorkspaceChanges changes,
      NetChanges netChanges,
      Versions versions,
      Blobs blobs,
      FileProperties limits,
      PlatformTransactionManager transactions) {
    this.workspaces = workspaces;
    this.changes = changes;
    this.netChanges = netChanges;
    this.versions = versions;
    this.blobs = blobs;
    this.limits = limits;
    this.oneMoment = new TransactionTemplate(transactions);
    this.oneMoment.setReadOnly(true);
    this.oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  /**
   * The net change of a workspace.
   *
   * @param revision the revision it leads to
   * @param full whether it is the whole tree and says nothing of what went
   * @param changes in the order in which a disk can follow
   */
  public record Since(long revision, boolean full, List<NetChange> changes) {}

  /** What became of a batch, and the workspace's revision after it. */
  public record Outcome(long revision, List<SandboxResult> results) {}

  /** What became of each path since a revision; everything when that cannot be told. */
  public Since since(UUID session, long revision) {
    return Objects.requireNonNull(
        oneMoment.execute(_ -> {
          Workspaces.Row row =
              workspaces.find(session).orElseThrow(() -> FileErrors.noSession(session));
          boolean full =
              revision <= 0 || revision < row.completeFrom() || revision > row.revision();
          long from = full ? 0 : revision;
          List<NetChange> deletes = full ? List.of() : netChanges.deletes(session, from);
          List<NetChange> puts = withSmallContents(netChanges.puts(session, from));
          return new Since(row.revision(), full, NetChanges.ordered(deletes, puts));
        }));
  }

  /** What somebody just typed is a few kilobytes, and asking for them again costs more. */
  private List<NetChange> withSmallContents(List<NetChange> puts) {
    List<NetChange> files = puts.stream().filter(NetChange::isContent).toList();
    long bytes = files.stream().mapToLong(NetChange::size).sum();
    if (files.isEmpty() || files.size() > FEW_FILES || bytes > FEW_BYTES) {
      return puts;
    }
    Map<String, byte[]> contents =
        blobs.findAll(files.stream().map(NetChange::etag).distinct().toList());
    return puts.stream()
        .map(change -> change.isContent() ? change.with(contents.get(change.etag())) : change)
        .toList();
  }

  /** The sizes of those contents that are or were part of the session. */
  public Map<String, Long> contents(UUID session, List<String> etags) {
    if (workspaces.find(session).isEmpty()) {
      throw FileErrors.noSession(session);
    }
    Map<String, Long> sizes = new HashMap<>();
    netChanges.ofSession(session, etags).forEach(c -> sizes.put(c.etag(), c.size()));
    return sizes;
  }

  /** The bytes of contents. */
  public Map<String, byte[]> bytes(List<String> etags) {
    return blobs.findAll(etags);
  }

  /**
   * Takes what a container changed: all of it in one revision, each path by itself. The same again
   * changes nothing.
   *
   * @param sent the bytes that came with a change, by its place in the list
   */
  public Outcome apply(UUID session, List<SandboxChange> reported, Map<Integer, byte[]> sent) {
    if (workspaces.find(session).isEmpty()) {
      throw FileErrors.noSession(session);
    }
    Map<Integer, Blob> contents = new LinkedHashMap<>();
    sent.forEach((index, bytes) -> contents.put(index, Blob.of(bytes)));
    for (int i = 0; i < reported.size(); i++) {
      SandboxChange change = reported.get(i);
      String target = change.target();
      if (change.itemType() == ItemType.SYMLINK && target != null && !target.isEmpty()) {
        byte[] bytes = target.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MAX_TARGET) {
          contents.put(i, Blob.of(bytes));
        }
      }
    }
    long most = limits.maxFileSize().toBytes();
    blobs.storeAll(contents.values().stream().filter(blob -> blob.bytes().length <= most).toList());
    return changes.bySandbox(
        session,
        change -> {
          var batch = new SandboxBatch(session, change, contents, versions, blobs, limits);
          List<SandboxResult> results = batch.apply(reported);
          return new Outcome(change.resultingRevision(), results);
        });
  }
}
