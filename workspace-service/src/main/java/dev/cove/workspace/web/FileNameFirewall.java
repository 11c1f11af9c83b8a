package dev.cove.workspace.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * The strict firewall, except for addresses that name a file: there {@code %}, {@code ;}, {@code \}
 * and dots are parts of names, and {@link dev.cove.workspace.file.FilePath} decides. Such an
 * address is matched on its raw form everywhere, so nothing in it can make it another route.
 */
final class FileNameFirewall implements HttpFirewall {

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "POST", "PATCH");

  private final StrictHttpFirewall strict = new StrictHttpFirewall();

  @Override
  public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
    if (FileRoutes.encodedPath(request.getRequestURI()).isEmpty()) {
      return strict.getFirewalledRequest(request);
    }
    if (!METHODS.contains(request.getMethod())) {
      throw new RequestRejectedException("The method is not allowed.");
    }
    return new NamedFileRequest(request);
  }

  @Override
  public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
    return strict.getFirewalledResponse(response);
  }

  private static final class NamedFileRequest extends FirewalledRequest {

    NamedFileRequest(HttpServletRequest request) {
      super(request);
    }

    @Override
    public void reset() {
      // nothing was changed, so there is nothing to bring back
    }
  }
}
