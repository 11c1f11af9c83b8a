package dev.cove.workspace.ignore;

import dev.cove.starter.problem.ProblemException;
import dev.cove.workspace.blob.Blob;
import dev.cove.workspace.blob.Blobs;
import dev.cove.workspace.file.FileErrors;
import dev.cove.workspace.file.FilePath;
import dev.cove.workspace.file.FileService;
import dev.cove.workspace.file.FileService.Actor;
import dev.cove.workspace.file.ItemState;
import dev.cove.workspace.file.ItemType;
import dev.cove.workspace.file.Items;
import dev.cove.workspace.file.Origin;
import dev.cove.workspace.file.WorkspaceChanges;
import dev.cove.workspace.file.WorkspaceItem;
import dev.cove.workspace.file.Workspaces;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * A session's ignore list. It is a file of the session, {@value #FILE}, one name a line: so it is
 * seen, edited, versioned and copied as any other, and the agent in the container, which reads it
 * there, heeds a change as soon as the file has arrived. Thread-safe.
 */
@Service
public class IgnoreService {

  /** The file's name, at the top of the workspace. */
  public static final String FILE = ".coveignore";

  private static final FilePath PATH = FilePath.of(FILE);
  private static final int MOST_NAMES = 100;

  private final Workspaces workspaces;
  private final WorkspaceChanges changes;
  private final Items items;
  private final FileService files;
  private final Blobs blobs;
  private final IgnoreProperties properties;

  IgnoreService(
      Workspaces workspaces,
      WorkspaceChanges changes,
      Items items,
      FileService files,
      Blobs blobs,
      IgnoreProperties properties) {
    this.workspaces = workspaces;
    this.changes = changes;
    this.items = items;
    this.files = files;
    this.blobs = blobs;
    this.properties = properties;
  }

  /**
   * What is ignored.
   *
   * @param names a plain name matches at any depth, {@code a/b} matches b directly in any a
   * @param defaults what is ignored in a session without a list of its own
   * @param custom whether the session has one
   */
  public record IgnoreList(List<String> names, List<String> defaults, boolean custom) {}

  /** What a session ignores. */
  public IgnoreList of(UUID session, UUID owner) {
    workspaces.require(session, owner);
    return items
        .find(session, PATH)
        .filter(item -> item.type() == ItemType.FILE && item.persisted())
        .map(item -> list(names(files.content(item))))
        .orElseGet(() -> new IgnoreList(properties.names(), properties.names(), false));
  }

  /** Gives a session a list of its own, or with null the installation's again. */
  public IgnoreList change(UUID session, Actor actor, @Nullable List<String> names) {
    workspaces.require(session, actor.owner());
    Optional<Blob> content = Optional.ofNullable(names).map(IgnoreService::checked);
    content.ifPresent(blobs::store);
    changes.byOwner(
        session,
        actor.owner(),
        Origin.EDITOR,
        actor.clientId(),
        change -> {
          Optional<WorkspaceItem> there = change.find(PATH);
          if (there.filter(WorkspaceItem::isFolder).isPresent()) {
            throw FileErrors.isFolder(PATH);
          }
          if (content.isEmpty()) {
            there.ifPresent(change::remove);
          } else {
            ItemState state = ItemState.file(content.get().summary(), false);
            if (there.filter(item -> item.state().equals(state)).isEmpty()) {
              change.put(PATH, state);
            }
          }
          return change.resultingRevision();
        });
    return of(session, actor.owner());
  }

  private IgnoreList list(List<String> names) {
    return new IgnoreList(names, properties.names(), true);
  }

  /** As the agent reads it. */
  private static List<String> names(byte[] content) {
    return new String(content, StandardCharsets.UTF_8)
        .lines()
        .map(IgnoreService::trimmed)
        .filter(line -> !line.isEmpty() && !line.equals(FILE) && !line.startsWith("#"))
        .limit(MOST_NAMES)
        .toList();
  }

  private static String trimmed(String line) {
    return line.strip().replaceAll("^/+|/+$", "");
  }

  private static Blob checked(List<String> names) {
    if (names.size() > MOST_NAMES) {
      throw invalid("has at most %d names".formatted(MOST_NAMES));
    }
    for (String name : names) {
      String trimmed = trimmed(name);
      if (trimmed.startsWith("#") || trimmed.equals(FILE)) {
        throw invalid("cannot have " + trimmed);
      }
      var _ = FilePath.of(trimmed);
    }
    String text =
        names.stream()
            .map(IgnoreService::trimmed)
            .distinct()
            .map(name -> name + '\n')
            .collect(Collectors.joining());
    return Blob.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static ProblemException invalid(String message) {
    return ProblemException.invalid(new ProblemException.FieldError("names", message));
  }
}
