package dev.cove.workspace.file.web;

import dev.cove.workspace.file.ItemType;
import dev.cove.workspace.file.WorkspaceItem;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.MediaType;

/**
 * What a file is said to be. Text is always plain text, whatever its name: a page or script is
 * never served as one.
 *
 * @param value the media type
 * @param showable whether a browser may show it instead of saving it
 */
record FileMediaType(MediaType value, boolean showable) {

  private static final FileMediaType TEXT =
      new FileMediaType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8), true);
  private static final FileMediaType BYTES =
      new FileMediaType(MediaType.APPLICATION_OCTET_STREAM, false);
  private static final FileMediaType LINK =
      new FileMediaType(MediaType.parseMediaType("inode/symlink"), false);

  private static final Map<String, String> SHOWN_BINARY =
      Map.of(
          "png", "image/png",
          "jpg", "image/jpeg",
          "jpeg", "image/jpeg",
          "gif", "image/gif",
          "webp", "image/webp",
          "avif", "image/avif",
          "bmp", "image/bmp",
          "ico", "image/x-icon",
          "pdf", "application/pdf");

  static FileMediaType of(WorkspaceItem item) {
    if (item.type() == ItemType.SYMLINK) {
      return LINK;
    }
    String name = item.path().name();
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (!item.binary()) {
      return extension.equals("svg")
          ? new FileMediaType(MediaType.parseMediaType("image/svg+xml"), false)
          : TEXT;
    }
    String shown = SHOWN_BINARY.get(extension);
    return shown == null ? BYTES : new FileMediaType(MediaType.parseMediaType(shown), true);
  }
}
