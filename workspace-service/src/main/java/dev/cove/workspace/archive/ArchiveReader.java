package dev.cove.workspace.archive;

import dev.cove.starter.problem.ProblemException;
import dev.cove.workspace.blob.Blob;
import dev.cove.workspace.blob.BodyReader;
import dev.cove.workspace.file.FileErrors;
import dev.cove.workspace.file.FilePath;
import dev.cove.workspace.file.FileProperties;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.springframework.stereotype.Component;

/**
 * Reads what was sent for an import and believes none of it: names go through {@link FilePath},
 * sizes are counted as bytes come out, and entries, one file and the whole are bounded, so that a
 * zip that names a way out, or unpacks to a mountain, is refused by its entry's name.
 */
@Component
public class ArchiveReader {

  private final ImportService imports;
  private final FileProperties limits;

  ArchiveReader(ImportService imports, FileProperties limits) {
    this.imports = imports;
    this.limits = limits;
  }

  /** What was read so far. For one thread. */
  public final class Collected {

    private final SequencedMap<FilePath, Optional<Blob.Summary>> entries = new LinkedHashMap<>();
    private long bytes;

    /** The files and folders by their paths. */
    public SequencedMap<FilePath, Optional<Blob.Summary>> entries() {
      return entries;
    }

    private void add(FilePath path, Optional<Blob.Summary> content) {
      if (entries.containsKey(path) && content.isPresent()) {
        throw ArchiveErrors.badEntry(path.value(), "duplicate", "it is there twice.");
      }
      entries.put(path, content);
      bytes += content.map(Blob.Summary::size).orElse(0L);
      if (bytes > limits.maxWorkspaceSize().toBytes()) {
        throw ArchiveErrors.tooLarge(limits.maxWorkspaceSize().toBytes(), bytes);
      }
      if (entries.size() > limits.maxEntries()) {
        throw FileErrors.tooManyEntries(limits.maxEntries(), entries.size());
      }
    }
  }

  /** An empty collection. */
  public Collected begin() {
    return new Collected();
  }

  /** Adds one file. */
  public void file(Collected into, String folder, String name, InputStream content)
      throws IOException {
    FilePath path = path(folder, name);
    into.add(path, Optional.of(read(path, content)));
  }

  /** Adds everything in a zip. */
  public void zip(Collected into, String folder, Path archive) throws IOException {
    Optional<String> link = ZipDirectory.firstLink(archive);
    if (link.isPresent()) {
      throw ArchiveErrors.badEntry(link.get(), "link", "a link cannot be imported.");
    }
    try (var zip = new ZipInputStream(Files.newInputStream(archive))) {
      int count = 0;
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        count++;
        String name = entry.getName();
        if (entry.isDirectory()) {
          into.add(path(folder, name.substring(0, name.length() - 1)), Optional.empty());
        } else {
          file(into, folder, name, zip);
        }
      }
      if (count == 0) {
        throw ArchiveErrors.notAnArchive();
      }
    } catch (ZipException | IllegalArgumentException e) {
      throw ArchiveErrors.notAnArchive();
    }
  }

  private Blob.Summary read(FilePath path, InputStream content) throws IOException {
    int most = Math.toIntExact(limits.maxFileSize().toBytes());
    try {
      return imports.store(BodyReader.read(content, -1, most));
    } catch (BodyReader.TooLarge e) {
      throw ArchiveErrors.badEntry(
          path.value(),
          "file-too-large",
          "a file has at most %,d bytes; this one has at least %,d.".formatted(most, e.actual()));
    }
  }

  private static FilePath path(String folder, String name) {
    try {
      return FilePath.of(folder.isEmpty() ? name : folder + '/' + name);
    } catch (ProblemException e) {
      throw ArchiveErrors.badEntry(
          name.codePoints()
              .map(c -> Character.isISOControl(c) ? '\uFFFD' : c)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString(),
          String.valueOf(e.properties().get("rule")),
          e.detail());
    }
  }
}
