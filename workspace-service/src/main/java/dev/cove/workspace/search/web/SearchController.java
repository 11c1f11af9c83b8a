package dev.cove.workspace.search.web;

import dev.cove.starter.security.CurrentUser;
import dev.cove.workspace.search.SearchService;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Search in files. */
@RestController
class SearchController {

  private final SearchService search;

  SearchController(SearchService search) {
    this.search = search;
  }

  @GetMapping("/api/sessions/{id}/search")
  SearchService.Found search(
      CurrentUser user,
      @PathVariable UUID id,
      @RequestParam String q,
      @RequestParam(defaultValue = "false") boolean regex,
      @RequestParam(defaultValue = "false") boolean caseSensitive) {
    return search.search(id, user.id(), q, regex, caseSensitive);
  }
}
