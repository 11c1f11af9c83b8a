package dev.cove.sandbox.agent;

import dev.cove.sandbox.agent.AgentEvent.FileChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/** The requests on the files channel that answer more than a yes. */
public final class AgentFiles {

  private static final Duration LISTED_WITHIN = Duration.ofSeconds(30);

  private AgentFiles() {}

  /** The whole tree as it is in the container, without what the workspace could not have. */
  public static List<FileChange> list(AgentLink agent) {
    return await(
        agent
            .files()
            .request(
                "files.list",
                Map.of(),
                LISTED_WITHIN,
                json -> {
                  List<FileChange> items = new ArrayList<>();
                  for (JsonNode item : AgentEventReader.items(json.path("items"))) {
                    String path = AgentEventReader.text(item, "path", 64 * 1024);
                    if (AgentEventReader.usable(path)) {
                      items.add(AgentEventReader.change(item, path));
                    }
                  }
                  return items;
                }));
  }

  /**
   * The answer of a request, waited for.
   *
   * @throws AgentException when the agent refused, went away or took too long
   */
  public static <T> T await(CompletableFuture<T> request) {
    try {
      return request.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case AgentException known -> throw known;
        case TimeoutException _ ->
            throw new AgentException.Gone("the agent did not answer in time");
        case RuntimeException other -> throw other;
        case null, default -> throw e;
      }
    }
  }
}
