package dev.cove.workspace.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a zip's central directory (APPNOTE 4.3.12), the only place that says of an entry that it is
 * a symbolic link, and that it is encrypted before its bytes come; the streams of the JDK show
 * neither.
 */
final class ZipDirectory {

  private static final int END = 0x06054b50;
  private static final int ENTRY = 0x02014b50;
  private static final int END_LENGTH = 22;
  private static final int ENTRY_LENGTH = 46;
  private static final int LONGEST_COMMENT = 65_535;
  private static final long LARGEST = 16L * 1024 * 1024;
  private static final int ENCRYPTED = 1;
  private static final int FILE_TYPE = 0170000;
  private static final int REGULAR = 0100000;
  private static final int FOLDER = 0040000;
  private static final int LINK = 0120000;

  private ZipDirectory() {}

  /** What an entry is besides a name and bytes. */
  record Entry(String name, boolean encrypted, int mode) {

    boolean isLink() {
      return (mode & FILE_TYPE) == LINK;
    }

    /** A device, a socket, a pipe. */
    boolean isSpecial() {
      int type = mode & FILE_TYPE;
      return type != 0 && type != REGULAR && type != FOLDER && type != LINK;
    }
  }

  /** The entries in the order of the directory. */
  static List<Entry> entries(Path zip) throws IOException {
    try (FileChannel file = FileChannel.open(zip, StandardOpenOption.READ)) {
      int tail = (int) Math.min(file.size(), END_LENGTH + LONGEST_COMMENT);
      ByteBuffer end = read(file, file.size() - tail, tail);
      for (int at = tail - END_LENGTH; at >= 0; at--) {
        if (end.getInt(at) == END) {
          long size = Integer.toUnsignedLong(end.getInt(at + 12));
          long offset = Integer.toUnsignedLong(end.getInt(at + 16));
          if (size > LARGEST || offset + size > file.size()) {
            throw ArchiveErrors.notAnArchive();
          }
          return entries(read(file, offset, (int) size));
        }
      }
    }
    throw ArchiveErrors.notAnArchive();
  }

  private static List<Entry> entries(ByteBuffer directory) {
    List<Entry> entries = new ArrayList<>();
    int at = 0;
    while (at + ENTRY_LENGTH <= directory.limit() && directory.getInt(at) == ENTRY) {
      int flags = Short.toUnsignedInt(directory.getShort(at + 8));
      int name = Short.toUnsignedInt(directory.getShort(at + 28));
      int extra = Short.toUnsignedInt(directory.getShort(at + 30));
      int comment = Short.toUnsignedInt(directory.getShort(at + 32));
      int mode = directory.getInt(at + 38) >>> 16;
      if (at + ENTRY_LENGTH + name > directory.limit()) {
        throw ArchiveErrors.notAnArchive();
      }
      byte[] bytes = new byte[name];
      directory.get(at + ENTRY_LENGTH, bytes);
      entries.add(
          new Entry(new String(bytes, StandardCharsets.UTF_8), (flags & ENCRYPTED) != 0, mode));
      at += ENTRY_LENGTH + name + extra + comment;
    }
    return entries;
  }

  private static ByteBuffer read(FileChannel file, long position, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining() && file.read(buffer, position + buffer.position()) >= 0) {
      // until it is all there
    }
    return buffer.flip();
  }
}
