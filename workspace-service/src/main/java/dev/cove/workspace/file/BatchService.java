package dev.cove.workspace.file;

import dev.cove.starter.problem.ProblemException;
import dev.cove.workspace.file.FileService.Actor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Moves, copies and deletes many items as one change: all of them or none, one revision, one event,
 * and so one thing to undo. Thread-safe.
 */
@Service
public class BatchService {

  private final WorkspaceChanges changes;

  BatchService(WorkspaceChanges changes) {
    this.changes = changes;
  }

  /**
   * What became of one operation.
   *
   * @param operation what was asked
   * @param path where the item is now, or was when it is deleted; null when it was left alone
   */
  public record Outcome(Operation operation, @Nullable FilePath path) {}

  /** What became of all of them, and the revision after it. */
  public record Done(long revision, List<Outcome> outcomes) {}

  /**
   * Carries the operations out in their order. The problem of the first one that cannot be done has
   * its place in the list as {@code index}.
   */
  public Done run(UUID session, Actor actor, List<Operation> operations, Clash clash) {
    return changes.byOwner(
        session,
        actor.owner(),
        Origin.EDITOR,
        actor.clientId(),
        change -> {
          prefetch(change, operations);
          if (clash == Clash.ASK) {
            refuseTaken(change, operations);
          }
          Set<FilePath> deleted = new HashSet<>();
          List<Outcome> outcomes = new ArrayList<>();
          for (Operation operation : operations) {
            try {
              FilePath path = carryOut(change, operation, clash, deleted).orElse(null);
              outcomes.add(new Outcome(operation, path));
            } catch (ProblemException e) {
              throw e.with("index", outcomes.size());
            }
          }
          return new Done(change.resultingRevision(), outcomes);
        });
  }

  private static void prefetch(WorkspaceChange change, List<Operation> operations) {
    List<FilePath> paths = new ArrayList<>();
    for (Operation operation : operations) {
      paths.add(operation.path());
      target(operation).ifPresent(paths::add);
    }
    change.prefetch(paths);
  }

  private static void refuseTaken(WorkspaceChange change, List<Operation> operations) {
    Set<FilePath> leaving = new HashSet<>();
    List<FilePath> taken = new ArrayList<>();
    for (Operation operation : operations) {
      target(operation)
          .filter(to -> !(operation instanceof Operation.Move && to.equals(operation.path())))
          .filter(to -> change.find(to).isPresent() && !leaving.contains(to))
          .ifPresent(taken::add);
      if (!(operation instanceof Operation.Copy)) {
        leaving.add(operation.path());
      }
    }
    if (!taken.isEmpty()) {
      throw FileErrors.exist(taken);
    }
  }

  private static Optional<FilePath> carryOut(
      WorkspaceChange change, Operation operation, Clash clash, Set<FilePath> deleted) {
    FilePath path = operation.path();
    Optional<WorkspaceItem> there = change.find(path);
    if (operation instanceof Operation.Delete && there.isEmpty() && isWithin(path, deleted)) {
      return Optional.of(path);
    }
    WorkspaceItem item = there.orElseThrow(() -> FileErrors.noFile(path));
    return switch (operation) {
      case Operation.Delete _ -> {
        change.remove(item);
        deleted.add(path);
        yield Optional.of(path);
      }
      case Operation.Move(var from, var to) when from.equals(to) -> Optional.of(to);
      case Operation.Move(_, var to) ->
          place(change, item, to, clash).map(free -> change.move(item, free).path());
      case Operation.Copy(_, var to) -> {
        item.requirePersisted();
        yield place(change, item, to, clash).map(free -> change.copy(item, free).path());
      }
    };
  }

  /** Where the item can go, or empty when it stays where it is. */
  private static Optional<FilePath> place(
      WorkspaceChange change, WorkspaceItem item, FilePath to, Clash clash) {
    Optional<WorkspaceItem> taken = change.find(to);
    if (taken.isEmpty()) {
      return Optional.of(to);
    }
    return switch (clash) {
      case ASK -> throw FileErrors.exists(to);
      case SKIP -> Optional.empty();
      case KEEP_BOTH -> Optional.of(change.freeName(to));
      case REPLACE -> {
        if (taken.get().isFolder() || item.isFolder() || Objects.equals(item.path(), to)) {
          throw FileErrors.exists(to);
        }
        change.remove(taken.get());
        yield Optional.of(to);
      }
    };
  }

  private static Optional<FilePath> target(Operation operation) {
    return switch (operation) {
      case Operation.Move(_, var to) -> Optional.of(to);
      case Operation.Copy(_, var to) -> Optional.of(to);
      case Operation.Delete _ -> Optional.empty();
    };
  }

  private static boolean isWithin(FilePath path, Set<FilePath> folders) {
    return folders.contains(path) || path.ancestors().stream().anyMatch(folders::contains);
  }
}
