package dev.cove.workspace.archive;

import dev.cove.workspace.file.FileErrors;
import dev.cove.workspace.file.FilePath;
import dev.cove.workspace.file.FileService;
import dev.cove.workspace.file.ItemType;
import dev.cove.workspace.file.WorkspaceItem;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Service;

/**
 * Writes a session, or a part of it, as a zip: one file in memory at a time, and all of one
 * revision, since contents never change. Links and what is only in the sandbox are left out.
 */
@Service
public class ExportService {

  private final FileService files;

  ExportService(FileService files) {
    this.files = files;
  }

  /**
   * What will be in an archive.
   *
   * @param items files and folders
   * @param skip how much of each path is left out: the folder that all of it has in common
   */
  public record Export(List<WorkspaceItem> items, int skip) {}

  /**
   * Looks up what is at the paths, everything when there are none; the place to refuse before the
   * first byte. Names are relative to the innermost folder that all paths are in.
   */
  public Export prepare(UUID session, UUID owner, List<FilePath> paths) {
    List<WorkspaceItem> all =
        files.tree(session, owner).items().stream()
            .filter(item -> item.persisted() && item.type() != ItemType.SYMLINK)
            .toList();
    for (FilePath path : paths) {
      if (all.stream().noneMatch(item -> item.path().isWithin(path))) {
        throw FileErrors.noFile(path);
      }
    }
    List<WorkspaceItem> chosen =
        all.stream()
            .filter(item -> paths.isEmpty() || paths.stream().anyMatch(item.path()::isWithin))
            .toList();
    return new Export(chosen, common(paths).map(folder -> folder.value().length() + 1).orElse(0));
  }

  private static Optional<FilePath> common(List<FilePath> paths) {
    if (paths.isEmpty()) {
      return Optional.empty();
    }
    return paths.getFirst().ancestors().reversed().stream()
        .filter(folder -> paths.stream().allMatch(p -> !p.equals(folder) && p.isWithin(folder)))
        .findFirst();
  }

  /** Writes the archive, one content in memory at a time. */
  public void write(Export export, OutputStream out) throws IOException {
    var zip = new ZipOutputStream(out);
    for (WorkspaceItem item : export.items()) {
      String name = item.path().value().substring(export.skip());
      var entry = new ZipEntry(item.isFolder() ? name + '/' : name);
      entry.setTime(item.modifiedAt().toEpochMilli());
      zip.putNextEntry(entry);
      if (!item.isFolder()) {
        zip.write(files.content(item));
      }
      zip.closeEntry();
    }
    zip.finish();
  }
}
