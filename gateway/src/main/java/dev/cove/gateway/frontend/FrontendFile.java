package dev.cove.gateway.frontend;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * One file of the export as it is served.
 *
 * @param path the file
 * @param size its bytes
 * @param compressed the same gzipped, where the build has made one
 * @param compressedSize the bytes of that
 * @param etag strong, quoted
 * @param type what it is
 * @param cacheControl how long a browser may keep it
 * @param policy its Content-Security-Policy
 */
record FrontendFile(
    Path path,
    long size,
    @Nullable Path compressed,
    long compressedSize,
    String etag,
    MediaType type,
    String cacheControl,
    String policy) {}
