package dev.cove.workspace.file;

import dev.cove.starter.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One change of a locked workspace, from a single save to a batch of 500 or a moved folder: what is
 * done on it becomes one revision. Items are read once and written in batches at the end; whole
 * folders are moved by statement. For one thread, inside the transaction of {@link
 * WorkspaceChanges}.
 */
public final class WorkspaceChange {

  private final Workspaces.Row row;
  private final Origin origin;
  private final Instant now;
  private final Items items;
  private final Versions versions;
  private final Revisions revisions;
  private final FileProperties limits;

  private final Map<FilePath, Optional<WorkspaceItem>> known = new HashMap<>();
  private final Map<FilePath, WorkspaceItem> puts = new LinkedHashMap<>();
  private final Set<FilePath> conflicts = new HashSet<>();
  private final Set<FilePath> removals = new LinkedHashSet<>();
  private final List<FileChange> listed = new ArrayList<>();
  private Totals totals;
  private boolean changed;
  private boolean truncated;
  private boolean written;

  WorkspaceChange(
      Workspaces.Row row,
      Origin origin,
      Instant now,
      Items items,
      Versions versions,
      Revisions revisions,
      FileProperties limits) {
    this.row = row;
    this.origin = origin;
    this.now = now;
    this.items = items;
    this.versions = versions;
    this.revisions = revisions;
    this.limits = limits;
    this.totals = new Totals(row.entries(), row.files(), row.bytes());
  }

  /** The revision this change makes, if it changes anything. */
  public long revision() {
    return row.revision() + 1;
  }

  /** The revision the workspace is in after this change: the old one if nothing changed. */
  public long resultingRevision() {
    return changed ? revision() : row.revision();
  }

  /** Takes what was read when the session was locked. */
  void know(Collection<FilePath> paths, Collection<WorkspaceItem> found) {
    paths.forEach(path -> known.put(path, Optional.empty()));
    found.forEach(item -> known.put(item.path(), Optional.of(item)));
  }

  /** Reads the items at these paths, and the folders they are in, at once. */
  public void prefetch(Collection<FilePath> paths) {
    Set<FilePath> wanted = withFolders(paths);
    wanted.removeAll(known.keySet());
    if (!wanted.isEmpty()) {
      know(wanted, items.findAll(row.id(), wanted));
    }
  }

  static Set<FilePath> withFolders(Collection<FilePath> paths) {
    Set<FilePath> all = new HashSet<>(paths);
    paths.forEach(path -> all.addAll(path.ancestors()));
    return all;
  }

  /** The item at a path as it is in the middle of this change. */
  public Optional<WorkspaceItem> find(FilePath path) {
    Optional<WorkspaceItem> found = known.get(path);
    if (found == null) {
      prefetch(List.of(path));
      found = known.get(path);
    }
    return found == null ? Optional.empty() : found;
  }

  /** Whether anything is in a folder as it is in the middle of this change. */
  public boolean isEmpty(FilePath folder) {
    write();
    return items.totalsBelow(row.id(), folder).entries() == 0;
  }

  /** Puts an item at a path, makes the folders it is in, and keeps to the limits. */
  public WorkspaceItem put(FilePath path, ItemState state) {
    return put(path, state, UUID.randomUUID(), false);
  }

  /** The same for an item whose current state somebody else had made meanwhile. */
  public WorkspaceItem putOver(FilePath path, ItemState state) {
    return put(path, state, UUID.randomUUID(), true);
  }

  /** The same for an item that comes back from the past and keeps its history. */
  public WorkspaceItem putBack(FilePath path, ItemState state, UUID fileId) {
    return put(path, state, fileId, false);
  }

  private WorkspaceItem put(FilePath path, ItemState state, UUID newFileId, boolean conflict) {
    Optional<WorkspaceItem> before = find(path);
    for (FilePath folder : path.ancestors()) {
      makeFolder(folder);
    }
    UUID fileId = before.map(WorkspaceItem::fileId).orElse(newFileId);
    var item =
        new WorkspaceItem(
            path,
            fileId,
            state.type(),
            state.etag(),
            state.size(),
            state.binary(),
            state.executable(),
            state.persisted(),
            now,
            revision());
    count(before.map(Totals::of).orElse(Totals.NOTHING), Totals.of(item));
    stage(item, conflict);
    list(FileChange.put(item, conflict));
    return item;
  }

  private void makeFolder(FilePath path) {
    Optional<WorkspaceItem> there = find(path);
    if (there.isEmpty()) {
      put(path, ItemState.FOLDER);
    } else if (!there.get().isFolder()) {
      throw FileErrors.parentIsFile(path);
    }
  }

  /** Removes an item, a folder with all that is in it. */
  public void remove(WorkspaceItem item) {
    if (item.isFolder()) {
      write();
      Totals below = items.totalsBelow(row.id(), item.path());
      items.removeBelow(row.id(), item.path());
      versions.endBelow(row.id(), item.path(), revision(), now);
      known.keySet().removeIf(path -> path.isWithin(item.path()));
      totals = totals.minus(below);
    }
    unstage(item.path());
    totals = totals.minus(Totals.of(item));
    list(FileChange.delete(item));
  }

  /** Moves an item, a folder with all that is in it, to a path where nothing is. */
  public WorkspaceItem move(WorkspaceItem item, FilePath to) {
    FilePath from = item.path();
    checkTarget(item, to);
    to.ancestors().forEach(this::makeFolder);
    list(FileChange.move(item, to));
    unstage(from);
    WorkspaceItem moved = at(to, item, item.fileId(), item.modifiedAt());
    stage(moved, false);
    if (item.isFolder()) {
      write();
      versions.endBelow(row.id(), from, revision(), now);
      items.moveBelow(row.id(), from, to, revision());
      versions.appendAllOf(row.id(), revision(), origin, now);
      known.clear();
    }
    return moved;
  }

  /** Copies an item, a folder with all that is in it, to a path where nothing is. */
  public WorkspaceItem copy(WorkspaceItem item, FilePath to) {
    checkTarget(item, to);
    to.ancestors().forEach(this::makeFolder);
    Totals more = Totals.of(item);
    if (item.isFolder()) {
      write();
      more = more.plus(items.totalsBelow(row.id(), item.path()));
    }
    count(Totals.NOTHING, more);
    WorkspaceItem copied = at(to, item, UUID.randomUUID(), now);
    stage(copied, false);
    list(FileChange.put(copied, false));
    if (item.isFolder()) {
      write();
      items.copyBelow(row.id(), item.path(), row.id(), to, revision());
      items.below(row.id(), to).forEach(i -> list(FileChange.put(i, false)));
      versions.appendAllOf(row.id(), revision(), origin, now);
      known.clear();
    }
    return copied;
  }

  /** The first of {@code name (2).txt}, {@code name (3).txt} … at which nothing is. */
  public FilePath freeName(FilePath path) {
    String name = path.name();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String rest = dot > 0 ? name.substring(dot) : "";
    String folder = path.parent().map(parent -> parent.value() + '/').orElse("");
    for (int number = 2; ; number++) {
      FilePath next = FilePath.of(folder + stem + " (" + number + ')' + rest);
      if (find(next).isEmpty()) {
        return next;
      }
    }
  }

  /** Which of these identities of files are in use now: what comes back needs one of its own. */
  public Set<UUID> inUse(Collection<UUID> fileIds) {
    write();
    return items.inUse(row.id(), fileIds);
  }

  /** Fills this empty workspace with all that is in another one. */
  public void copyAllOf(Workspaces.Row source) {
    items.copyAll(source.id(), row.id(), revision());
    versions.appendAllOf(row.id(), revision(), origin, now);
    List<WorkspaceItem> copied = items.tree(row.id());
    copied.forEach(item -> totals = totals.plus(Totals.of(item)));
    copied.forEach(item -> list(FileChange.put(item, false)));
  }

  private void checkTarget(WorkspaceItem item, FilePath to) {
    if (find(to).isPresent()) {
      throw FileErrors.exists(to);
    }
    if (item.isFolder()) {
      if (to.isWithin(item.path())) {
        throw FileErrors.intoItself(item.path());
      }
      write();
      Items.Extent extent = items.extentBelow(row.id(), item.path());
      int longest = to.value().getBytes(StandardCharsets.UTF_8).length;
      if (longest + extent.bytes() > FilePath.MAX_BYTES) {
        throw FileErrors.invalidPath(
            to.value(),
            "path-length",
            "A path has at most %,d bytes; below this folder one would have %,d."
                .formatted(FilePath.MAX_BYTES, longest + extent.bytes()));
      }
      if (to.depth() + extent.depth() > FilePath.MAX_DEPTH) {
        throw FileErrors.invalidPath(
            to.value(),
            "depth",
            "A path has at most %d names; below this folder one would have %d."
                .formatted(FilePath.MAX_DEPTH, to.depth() + extent.depth()));
      }
    }
  }

  private WorkspaceItem at(FilePath path, WorkspaceItem item, UUID fileId, Instant modifiedAt) {
    return new WorkspaceItem(
        path,
        fileId,
        item.type(),
        item.etag(),
        item.size(),
        item.binary(),
        item.executable(),
        item.persisted(),
        modifiedAt,
        revision());
  }

  /** How many bytes more the workspace may hold. */
  public long room() {
    return limits.maxWorkspaceSize().toBytes() - totals.bytes();
  }

  /** How many entries more the workspace may have. */
  public int roomForEntries() {
    return limits.maxEntries() - totals.entries();
  }

  /** The refusal of a change that would need so many more entries. */
  public ProblemException tooManyEntries(int more) {
    return FileErrors.tooManyEntries(limits.maxEntries(), (long) totals.entries() + more);
  }

  private void count(Totals before, Totals after) {
    Totals next = totals.minus(before).plus(after);
    long mostBytes = limits.maxWorkspaceSize().toBytes();
    if (next.bytes() > totals.bytes() && next.bytes() > mostBytes) {
      throw FileErrors.workspaceFull(mostBytes, next.bytes());
    }
    if (next.entries() > totals.entries() && next.entries() > limits.maxEntries()) {
      throw FileErrors.tooManyEntries(limits.maxEntries(), next.entries());
    }
    totals = next;
  }

  private void stage(WorkspaceItem item, boolean conflict) {
    puts.put(item.path(), item);
    removals.remove(item.path());
    known.put(item.path(), Optional.of(item));
    if (conflict) {
      conflicts.add(item.path());
    }
  }

  private void list(FileChange change) {
    changed = true;
    if (listed.size() < FilesChanged.MOST_CHANGES) {
      listed.add(change);
    } else {
      truncated = true;
    }
  }

  private void unstage(FilePath path) {
    puts.remove(path);
    conflicts.remove(path);
    removals.add(path);
    known.put(path, Optional.empty());
  }

  private void write() {
    revisions.write(this, now, writes());
    clearWrites();
  }

  private Revisions.Writes writes() {
    return new Revisions.Writes(removals, puts.values(), conflicts, written);
  }

  private void clearWrites() {
    written |= !removals.isEmpty() || !puts.isEmpty();
    puts.clear();
    removals.clear();
    conflicts.clear();
  }

  boolean changed() {
    return changed;
  }

  /** Ends the change, which makes its revision. */
  void close(FilesChanged event) {
    revisions.close(this, now, writes(), event);
    clearWrites();
  }

  UUID session() {
    return row.id();
  }

  Origin origin() {
    return origin;
  }

  Totals totals() {
    return totals;
  }

  List<FileChange> listed() {
    return List.copyOf(listed);
  }

  boolean truncated() {
    return truncated;
  }
}
