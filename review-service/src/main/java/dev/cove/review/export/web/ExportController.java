package dev.cove.review.export.web;

import dev.cove.review.export.ExportService;
import dev.cove.review.export.MarkdownFile;
import dev.cove.review.export.ReviewFile;
import dev.cove.starter.problem.ProblemException;
import dev.cove.starter.security.CurrentUser;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ExportController {

  private static final MediaType MARKDOWN =
      new MediaType("text", "markdown", StandardCharsets.UTF_8);

  private final ExportService service;

  ExportController(ExportService service) {
    this.service = service;
  }

  @GetMapping("/api/reviews/{id}/export")
  @ApiResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = "application/json",
            schema = @Schema(implementation = ReviewFile.class)),
        @Content(mediaType = "text/markdown", schema = @Schema(type = "string"))
      })
  ResponseEntity<?> export(
      @PathVariable UUID id,
      @Parameter(schema = @Schema(allowableValues = {"json", "markdown"}))
          @RequestParam(defaultValue = "json")
          String format,
      CurrentUser user) {
    return switch (format) {
      case "json" -> file(id, "json", MediaType.APPLICATION_JSON, service.of(id, user));
      case "markdown" -> file(id, "md", MARKDOWN, MarkdownFile.of(service.of(id, user)));
      default ->
          throw ProblemException.invalid(
              new ProblemException.FieldError("format", "is one of json, markdown"));
    };
  }

  private static ResponseEntity<?> file(UUID id, String extension, MediaType type, Object body) {
    String disposition =
        ContentDisposition.attachment()
            .filename("review-" + id + "." + extension)
            .build()
            .toString();
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_DISPOSITION, disposition)
        .header("X-Content-Type-Options", "nosniff")
        .contentType(type)
        .body(body);
  }
}
