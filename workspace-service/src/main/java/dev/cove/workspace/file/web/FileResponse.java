package dev.cove.workspace.file.web;

import dev.cove.workspace.file.WorkspaceItem;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * Answers with a file's bytes so that no browser ever runs them: the type is never sniffed, scripts
 * are off by policy, and what could be a page of ours is offered for saving only. Ranges are cut by
 * the framework from the resource.
 */
public final class FileResponse {

  private FileResponse() {}

  /** The answer for a file; its content is only read when the client has no fresh copy. */
  public static ResponseEntity<?> of(
      WorkspaceItem item, boolean download, HttpServletRequest request, Supplier<byte[]> content) {
    String etag = '"' + String.valueOf(item.etag()) + '"';
    FileMediaType type = FileMediaType.of(item);
    var headers = new HttpHeaders();
    headers.setETag(etag);
    headers.setCacheControl(CacheControl.maxAge(Duration.ZERO).cachePrivate().mustRevalidate());
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set(
        "Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'");
    headers.set(HttpHeaders.ACCEPT_RANGES, "bytes");
    if (isFresh(request, etag)) {
      return ResponseEntity.status(HttpStatus.NOT_MODIFIED).headers(headers).build();
    }
    headers.setContentType(type.value());
    headers.setContentDisposition(
        (type.showable() && !download
                ? ContentDisposition.inline()
                : ContentDisposition.attachment())
            .filename(item.path().name(), StandardCharsets.UTF_8)
            .build());
    byte[] bytes = content.get();
    String ifRange = request.getHeader(HttpHeaders.IF_RANGE);
    boolean whole = ifRange != null && !ifRange.strip().equals(etag);
    return ResponseEntity.ok().headers(headers).body(whole ? bytes : new ByteArrayResource(bytes));
  }

  private static boolean isFresh(HttpServletRequest request, String etag) {
    String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    return known != null
        && Arrays.stream(known.split(",", -1))
            .map(String::strip)
            .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
            .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
  }
}
