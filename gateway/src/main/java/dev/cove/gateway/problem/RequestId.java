package dev.cove.gateway.problem;

import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.web.server.ServerWebExchange;

/**
 * The id that follows a request through every service, log and problem: the caller's {@code
 * X-Request-Id} when it is well formed, else a new one.
 */
public final class RequestId {

  /** The header that carries it. */
  public static final String HEADER = "X-Request-Id";

  private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{8,64}");
  private static final String ATTRIBUTE = RequestId.class.getName();

  private RequestId() {}

  /** The id of this request; the same at every call. */
  public static String of(ServerWebExchange exchange) {
    return (String) exchange.getAttributes().computeIfAbsent(ATTRIBUTE, _ -> takenOrNew(exchange));
  }

  private static String takenOrNew(ServerWebExchange exchange) {
    String given = exchange.getRequest().getHeaders().getFirst(HEADER);
    return given != null && WELL_FORMED.matcher(given).matches()
        ? given
        : UUID.randomUUID().toString();
  }
}
