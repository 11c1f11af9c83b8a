package dev.cove.workspace.archive;

import dev.cove.starter.problem.ProblemException;
import dev.cove.workspace.blob.Blob;
import dev.cove.workspace.file.FilePath;
import dev.cove.workspace.file.FileProperties;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The files and folders of an import as they are read: which names there are, and never more than
 * some megabytes of their contents, which go to the store as they come. Refuses what could not all
 * be there at once. For one thread.
 */
public final class CollectedFiles {

  private static final long BYTES_AT_ONCE = 6L * 1024 * 1024;
  private static final int FILES_AT_ONCE = 500;

  private final ImportService imports;
  private final FileProperties limits;
  private final SequencedMap<FilePath, Optional<Blob.Summary>> entries = new LinkedHashMap<>();
  private final Map<String, FilePath> spellings = new HashMap<>();
  private final List<Blob> unstored = new ArrayList<>();
  private long unstoredBytes;
  private long bytes;

  CollectedFiles(ImportService imports, FileProperties limits) {
    this.imports = imports;
    this.limits = limits;
  }

  /** Files with what is known of their contents, and folders, by their paths; all is stored. */
  public SequencedMap<FilePath, Optional<Blob.Summary>> entries() {
    store();
    return entries;
  }

  void folder(FilePath path) {
    checkSpelling(path);
    if (entries.getOrDefault(path, Optional.empty()).isPresent()) {
      throw fileAndFolder(path);
    }
    entries.put(path, Optional.empty());
    checkCount();
  }

  void file(FilePath path, Blob content) {
    checkSpelling(path);
    if (entries.containsKey(path)) {
      throw entries.get(path).isPresent()
          ? ArchiveErrors.badEntry(path.value(), "duplicate", "it is there twice.")
          : fileAndFolder(path);
    }
    entries.put(path, Optional.of(content.summary()));
    checkCount();
    bytes += content.summary().size();
    if (bytes > limits.maxWorkspaceSize().toBytes()) {
      throw ArchiveErrors.tooLarge(limits.maxWorkspaceSize().toBytes(), bytes);
    }
    unstored.add(content);
    unstoredBytes += content.summary().size();
    if (unstoredBytes > BYTES_AT_ONCE || unstored.size() == FILES_AT_ONCE) {
      store();
    }
  }

  private void store() {
    imports.store(unstored);
    unstored.clear();
    unstoredBytes = 0;
  }

  private void checkCount() {
    if (entries.size() > limits.maxEntries()) {
      throw ArchiveErrors.tooManyEntries(limits.maxEntries(), entries.size());
    }
  }

  /** Where upper and lower case are the same, one of two such names would overwrite the other. */
  private void checkSpelling(FilePath path) {
    for (FilePath part : path.ancestors()) {
      checkOneSpelling(part);
      if (entries.getOrDefault(part, Optional.empty()).isPresent()) {
        throw fileAndFolder(part);
      }
    }
    checkOneSpelling(path);
  }

  private void checkOneSpelling(FilePath path) {
    String folded = path.value().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    FilePath other = spellings.putIfAbsent(folded, path);
    if (other != null && !other.equals(path)) {
      throw ArchiveErrors.badEntry(
          path.value(),
          "case-clash",
          "it differs from %s only in upper and lower case. Rename one.".formatted(other));
    }
  }

  private static ProblemException fileAndFolder(FilePath path) {
    return ArchiveErrors.badEntry(
        path.value(), "file-and-folder", "it is there as a file and as a folder.");
  }
}
