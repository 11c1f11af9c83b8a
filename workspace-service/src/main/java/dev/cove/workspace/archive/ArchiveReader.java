package dev.cove.workspace.archive;

import dev.cove.starter.problem.ProblemException;
import dev.cove.workspace.blob.Blob;
import dev.cove.workspace.blob.BodyReader;
import dev.cove.workspace.file.FilePath;
import dev.cove.workspace.file.FileProperties;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.springframework.stereotype.Component;

/**
 * Reads what was sent for an import and believes none of it: names go through {@link FilePath},
 * sizes are counted as bytes come out, and entries, one file and the whole are bounded, so that a
 * zip that names a way out, or unpacks to a mountain, is refused by its entry's name. Thread-safe.
 */
@Component
public class ArchiveReader {

  /** A name that is a way out, or an absolute path, where {@code \} separates names. */
  private static final Pattern WINDOWS_PATH =
      Pattern.compile("(?s)[A-Za-z]:.*|\\\\.*|(.*[/\\\\])?\\.\\.\\\\.*|.*\\\\\\.\\.([/\\\\].*)?");

  /** Deflate shrinks at most 1,032 times; texts of people some 20 times. */
  private static final int MOST_SHRUNK = 300;

  /** Below this size it does not matter how well an entry was packed. */
  private static final long HARMLESS = 1024 * 1024;

  private final ImportService imports;
  private final FileProperties limits;

  ArchiveReader(ImportService imports, FileProperties limits) {
    this.imports = imports;
    this.limits = limits;
  }

  /** An empty collection. */
  public CollectedFiles begin() {
    return new CollectedFiles(imports, limits);
  }

  /** Adds one file. */
  public void file(CollectedFiles into, String folder, String name, InputStream content)
      throws IOException {
    FilePath path = path(folder, name);
    into.file(path, read(path, content));
  }

  /** Adds everything in a zip. */
  public void zip(CollectedFiles into, String folder, Path archive) throws IOException {
    List<ZipDirectory.Entry> directory = ZipDirectory.entries(archive);
    directory.forEach(ArchiveReader::check);
    if (directory.size() > limits.maxEntries()) {
      throw ArchiveErrors.tooManyEntries(limits.maxEntries(), directory.size());
    }
    try (var zip = new ZipInputStream(Files.newInputStream(archive))) {
      int count = 0;
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        count++;
        String name = entry.getName();
        if (entry.isDirectory()) {
          into.folder(path(folder, name.substring(0, name.length() - 1)));
        } else {
          file(into, folder, name, zip);
          zip.closeEntry();
          checkRatio(entry);
        }
      }
      if (count == 0) {
        throw ArchiveErrors.notAnArchive();
      }
    } catch (ZipException | IllegalArgumentException e) {
      throw ArchiveErrors.notAnArchive();
    }
  }

  private static void check(ZipDirectory.Entry entry) {
    if (entry.isLink()) {
      throw ArchiveErrors.badEntry(entry.name(), "link", "a link cannot be imported.");
    }
    if (entry.isSpecial()) {
      throw ArchiveErrors.badEntry(
          entry.name(), "special-file", "only files and folders can be imported.");
    }
    if (entry.encrypted()) {
      throw ArchiveErrors.badEntry(
          entry.name(), "encrypted", "an encrypted entry cannot be read. Pack it without.");
    }
  }

  /** By now the stream has counted both sizes itself, whatever the headers said. */
  private static void checkRatio(ZipEntry entry) {
    long packed = Math.max(1, entry.getCompressedSize());
    if (entry.getSize() > HARMLESS && entry.getSize() / packed > MOST_SHRUNK) {
      throw ArchiveErrors.badEntry(
          entry.getName(),
          "compression-ratio",
          "it unpacks to %,d times its size; at most %,d times is taken. Upload it unpacked."
              .formatted(entry.getSize() / packed, MOST_SHRUNK));
    }
  }

  private Blob read(FilePath path, InputStream content) throws IOException {
    int most = Math.toIntExact(limits.maxFileSize().toBytes());
    try {
      return Blob.of(BodyReader.read(content, -1, most));
    } catch (BodyReader.TooLarge e) {
      throw ArchiveErrors.badEntry(
          path.value(),
          "file-too-large",
          "a file has at most %,d bytes; this one has at least %,d.".formatted(most, e.actual()));
    }
  }

  private static FilePath path(String folder, String name) {
    if (WINDOWS_PATH.matcher(name).matches()) {
      throw ArchiveErrors.badEntry(
          name, "windows-path", "a name is relative and leads nowhere else.");
    }
    try {
      return FilePath.of(folder.isEmpty() ? name : folder + '/' + name);
    } catch (ProblemException e) {
      throw ArchiveErrors.badEntry(name, String.valueOf(e.properties().get("rule")), e.detail());
    }
  }
}
