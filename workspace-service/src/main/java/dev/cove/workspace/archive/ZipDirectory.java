package dev.cove.workspace.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Looks into a zip's central directory (APPNOTE 4.3.12), the only place that says of an entry that
 * it is a symbolic link; the streams of the JDK do not show it.
 */
final class ZipDirectory {

  private static final int END = 0x06054b50;
  private static final int ENTRY = 0x02014b50;
  private static final int END_LENGTH = 22;
  private static final int ENTRY_LENGTH = 46;
  private static final int LONGEST_COMMENT = 65_535;
  private static final long LARGEST = 16L * 1024 * 1024;
  private static final int FILE_TYPE = 0170000;
  private static final int LINK = 0120000;

  private ZipDirectory() {}

  /** The name of the first entry that is a link. */
  static Optional<String> firstLink(Path zip) throws IOException {
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
          return firstLink(read(file, offset, (int) size));
        }
      }
    }
    throw ArchiveErrors.notAnArchive();
  }

  private static Optional<String> firstLink(ByteBuffer directory) {
    int at = 0;
    while (at + ENTRY_LENGTH <= directory.limit() && directory.getInt(at) == ENTRY) {
      int name = Short.toUnsignedInt(directory.getShort(at + 28));
      int extra = Short.toUnsignedInt(directory.getShort(at + 30));
      int comment = Short.toUnsignedInt(directory.getShort(at + 32));
      int mode = directory.getInt(at + 38) >>> 16;
      if ((mode & FILE_TYPE) == LINK && at + ENTRY_LENGTH + name <= directory.limit()) {
        byte[] bytes = new byte[name];
        directory.get(at + ENTRY_LENGTH, bytes);
        return Optional.of(new String(bytes, StandardCharsets.UTF_8));
      }
      at += ENTRY_LENGTH + name + extra + comment;
    }
    return Optional.empty();
  }

  private static ByteBuffer read(FileChannel file, long position, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining() && file.read(buffer, position + buffer.position()) >= 0) {
      // until it is all there
    }
    return buffer.flip();
  }
}
