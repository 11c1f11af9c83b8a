package dev.cove.workspace.sync.web;

import dev.cove.workspace.sync.WorkspaceSync;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Writes contents onto the wire in the order asked: 64 characters of hash, 4 bytes of length, the
 * bytes. Some megabytes are in memory at a time, never all.
 */
final class ContentStream {

  /** The length that says: no such content. */
  static final int UNKNOWN = 0xFFFFFFFF;

  private static final long AT_ONCE = 6L * 1024 * 1024;

  private final WorkspaceSync sync;

  ContentStream(WorkspaceSync sync) {
    this.sync = sync;
  }

  void write(UUID session, List<String> etags, OutputStream out) throws IOException {
    Map<String, Long> sizes = sync.contents(session, etags);
    var data = new DataOutputStream(out);
    List<String> batch = new ArrayList<>();
    long size = 0;
    for (String etag : etags) {
      long next = sizes.getOrDefault(etag, 0L);
      if (!batch.isEmpty() && size + next > AT_ONCE) {
        write(batch, sizes, data);
        batch.clear();
        size = 0;
      }
      batch.add(etag);
      size += next;
    }
    write(batch, sizes, data);
    data.flush();
  }

  private void write(List<String> batch, Map<String, Long> sizes, DataOutputStream out)
      throws IOException {
    Map<String, byte[]> found = sync.bytes(batch.stream().filter(sizes::containsKey).toList());
    for (String etag : batch) {
      out.write(etag.getBytes(StandardCharsets.US_ASCII));
      byte[] bytes = found.get(etag);
      if (bytes == null) {
        out.writeInt(UNKNOWN);
      } else {
        out.writeInt(bytes.length);
        out.write(bytes);
      }
    }
  }
}
