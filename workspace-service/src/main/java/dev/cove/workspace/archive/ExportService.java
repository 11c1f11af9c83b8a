package dev.cove.workspace.archive;

import dev.cove.workspace.file.FileErrors;
import dev.cove.workspace.file.FilePath;
import dev.cove.workspace.file.FileService;
import dev.cove.workspace.file.ItemType;
import dev.cove.workspace.file.WorkspaceItem;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
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

  /** What will be in the archive; the place to refuse before the first byte. */
  public List<WorkspaceItem> list(UUID session, UUID owner, @Nullable FilePath path) {
    List<WorkspaceItem> items =
        files.tree(session, owner).items().stream()
            .filter(i -> path == null || i.path().isWithin(path))
            .filter(i -> i.persisted() && i.type() != ItemType.SYMLINK)
            .toList();
    if (path != null && items.isEmpty()) {
      throw FileErrors.noFile(path);
    }
    return items;
  }

  /** Writes the archive; names are relative to the folder that {@code path} is in. */
  public void write(List<WorkspaceItem> items, @Nullable FilePath path, OutputStream out)
      throws IOException {
    int skip =
        path == null ? 0 : path.parent().map(parent -> parent.value().length() + 1).orElse(0);
    var zip = new ZipOutputStream(out);
    for (WorkspaceItem item : items) {
      String name = item.path().value().substring(skip);
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
