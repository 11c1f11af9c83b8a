package dev.cove.workspace.file.web;

import dev.cove.starter.problem.ProblemException;
import dev.cove.starter.security.CurrentUser;
import dev.cove.workspace.file.BatchService;
import dev.cove.workspace.file.Clash;
import dev.cove.workspace.file.FilePath;
import dev.cove.workspace.file.FileService.Actor;
import dev.cove.workspace.file.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What is done with several selected items at once. */
@RestController
class BatchController {

  private static final int MOST_OPERATIONS = 500;

  private final BatchService batches;

  BatchController(BatchService batches) {
    this.batches = batches;
  }

  /** What is done with an item. */
  enum Kind {
    MOVE,
    COPY,
    DELETE
  }

  /** How an operation ended, when the whole was not refused. */
  enum Result {
    DONE,
    SKIPPED
  }

  /**
   * One operation.
   *
   * @param kind what to do
   * @param path what to delete
   * @param from what to move or copy
   * @param to where to
   */
  record OperationRequest(
      @NotNull Kind kind, @Nullable String path, @Nullable String from, @Nullable String to) {

    Operation toOperation() {
      return switch (kind) {
        case MOVE -> new Operation.Move(required("from", from), required("to", to));
        case COPY -> new Operation.Copy(required("from", from), required("to", to));
        case DELETE -> new Operation.Delete(required("path", path));
      };
    }

    private FilePath required(String field, @Nullable String value) {
      if (value == null) {
        throw ProblemException.invalid(
            new ProblemException.FieldError("operations." + field, "is needed for " + kind));
      }
      return FilePath.of(value);
    }
  }

  /** What to do, in this order, and what about names that are taken. */
  record BatchRequest(
      @NotNull @Size(min = 1, max = MOST_OPERATIONS, message = "has 1 to 500 entries")
          List<@Valid @NotNull OperationRequest> operations,
      @Nullable Clash clash) {}

  /** What became of one operation; {@code path} is where the item went. */
  record Item(Kind kind, String path, @Nullable String from, Result outcome) {

    static Item from(BatchService.Outcome outcome) {
      Operation operation = outcome.operation();
      FilePath path = Objects.requireNonNullElse(outcome.path(), operation.path());
      Result result = outcome.path() == null ? Result.SKIPPED : Result.DONE;
      return switch (operation) {
        case Operation.Move move -> new Item(Kind.MOVE, path.value(), move.path().value(), result);
        case Operation.Copy copy -> new Item(Kind.COPY, path.value(), copy.path().value(), result);
        case Operation.Delete _ -> new Item(Kind.DELETE, path.value(), null, result);
      };
    }
  }

  /** The workspace's revision after it, and what became of each operation. */
  record BatchResponse(long revision, List<Item> items) {}

  @PostMapping("/api/sessions/{id}/batch")
  BatchResponse run(
      CurrentUser user,
      @PathVariable UUID id,
      @RequestHeader(name = "X-Client-Id", required = false) @Nullable String clientId,
      @Valid @RequestBody BatchRequest request) {
    var actor = new Actor(user.id(), ClientId.checked(clientId));
    List<Operation> operations =
        request.operations().stream().map(OperationRequest::toOperation).toList();
    Clash clash = Objects.requireNonNullElse(request.clash(), Clash.ASK);
    BatchService.Done done = batches.run(id, actor, operations, clash);
    return new BatchResponse(done.revision(), done.outcomes().stream().map(Item::from).toList());
  }
}
