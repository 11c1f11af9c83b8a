package dev.cove.workspace.file;

/**
 * How much a workspace, or a part of it, holds.
 *
 * @param entries files, links and folders
 * @param files files and links
 * @param bytes stored bytes
 */
public record Totals(int entries, int files, long bytes) {

  static final Totals NOTHING = new Totals(0, 0, 0);

  static Totals of(WorkspaceItem item) {
    return new Totals(1, item.isFolder() ? 0 : 1, item.storedBytes());
  }

  Totals plus(Totals other) {
    return new Totals(entries + other.entries, files + other.files, bytes + other.bytes);
  }

  Totals minus(Totals other) {
    return new Totals(entries - other.entries, files - other.files, bytes - other.bytes);
  }
}
