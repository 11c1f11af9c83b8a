package dev.cove.starter.web;

import dev.cove.starter.id.TimeOrderedUuid;
import dev.cove.starter.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes the request's id from {@code X-Request-Id} when it is well formed, else makes one; puts it
 * on the answer, into the log and behind every call and event that follows.
 */
final class CorrelationFilter extends OncePerRequestFilter {

  private static final String HEADER = "X-Request-Id";
  private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{8,64}");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String given = request.getHeader(HEADER);
    String id =
        given != null && WELL_FORMED.matcher(given).matches()
            ? given
            : TimeOrderedUuid.next().toString();
    response.setHeader(HEADER, id);
    MDC.put(Problems.REQUEST_ID, id);
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove(Problems.REQUEST_ID);
    }
  }
}
