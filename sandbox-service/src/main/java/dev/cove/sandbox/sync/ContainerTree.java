package dev.cove.sandbox.sync;

import dev.cove.sandbox.agent.AgentConnection;
import dev.cove.sandbox.agent.AgentEvent.FileChange;
import dev.cove.sandbox.agent.AgentEvent.ItemType;
import dev.cove.sandbox.agent.AgentException;
import dev.cove.sandbox.agent.AgentFiles;
import dev.cove.sandbox.agent.AgentLink;
import dev.cove.sandbox.workspace.Workspace;
import dev.cove.sandbox.workspace.Workspace.ChangeSet;
import dev.cove.sandbox.workspace.Workspace.TreeChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * What both sides agreed on, and the way of the workspace's changes into the container. Used by one
 * worker only.
 */
final class ContainerTree {

  /** Contents fetched before the container could take them. */
  record Prefetched(ChangeSet changes, Map<String, byte[]> contents) {}

  private record Known(String itemType, @Nullable String value, boolean executable) {}

  private static final Logger log = LoggerFactory.getLogger(ContainerTree.class);
  private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(30);

  private final UUID sessionId;
  private final AgentLink agent;
  private final Workspace workspace;
  private final ContentBudget budget;
  private final Map<String, Known> known = new HashMap<>();

  ContainerTree(UUID sessionId, AgentLink agent, Workspace workspace, ContentBudget budget) {
    this.sessionId = sessionId;
    this.agent = agent;
    this.workspace = workspace;
    this.budget = budget;
  }

  /** The whole tree and as much content as one group holds; needs no container. */
  static Prefetched prefetch(UUID sessionId, Workspace workspace) {
    ChangeSet all = workspace.changes(sessionId, 0);
    Map<String, byte[]> contents = new HashMap<>();
    List<TreeChange> files =
        all.changes().stream()
            .filter(change -> hasContent(change) && change.content() == null)
            .toList();
    List<TreeChange> first = groups(files).stream().findFirst().orElse(List.of());
    if (!first.isEmpty()) {
      workspace.blobs(
          sessionId,
          etags(first),
          (etag, content) -> {
            if (content != null) {
              contents.put(etag, content);
            }
          });
    }
    return new Prefetched(all, contents);
  }

  /** Starts from what a living container has. */
  void adopt(List<FileChange> items) {
    known.clear();
    items.forEach(this::agreed);
  }

  /** Both sides now have this. */
  void agreed(FileChange change) {
    if (change.delete()) {
      forget(change.path());
    } else {
      String value = change.itemType() == ItemType.SYMLINK ? change.target() : change.sha256();
      known.put(change.path(), new Known(change.itemType().name(), value, change.executable()));
    }
  }

  /** Brings changes into the container; what it already has is not sent. */
  void apply(ChangeSet set, Map<String, byte[]> contents) throws InterruptedException {
    List<TreeChange> news = set.changes().stream().filter(this::isNews).toList();
    List<TreeChange> files = news.stream().filter(ContainerTree::hasContent).toList();
    applyItems(news.stream().filter(TreeChange::deleted).toList());
    applyItems(news.stream().filter(c -> !c.deleted() && c.itemType().equals("FOLDER")).toList());
    for (List<TreeChange> group : groups(files)) {
      putFiles(group, contents);
    }
    applyItems(news.stream().filter(c -> !c.deleted() && c.itemType().equals("SYMLINK")).toList());
  }

  private boolean isNews(TreeChange change) {
    Known there = known.get(change.path());
    if (change.deleted()) {
      return there != null;
    }
    if (there == null || !there.itemType().equals(change.itemType())) {
      return change.itemType().equals("FILE") ? change.etag() != null : true;
    }
    return switch (change.itemType()) {
      case "FILE" ->
          change.etag() != null
              && (!change.etag().equals(there.value())
                  || change.executable() != there.executable());
      case "SYMLINK" -> !Objects.equals(change.target(), there.value());
      default -> false;
    };
  }

  private void applyItems(List<TreeChange> changes) {
    for (int from = 0; from < changes.size(); from += ContentBudget.GROUP_ITEMS) {
      List<TreeChange> part =
          changes.subList(from, Math.min(changes.size(), from + ContentBudget.GROUP_ITEMS));
      Map<String, TreeChange> byPath = new LinkedHashMap<>();
      part.forEach(change -> byPath.put(change.path(), change));
      JsonNode answer =
          AgentFiles.await(
              agent
                  .files()
                  .request(
                      "files.apply",
                      Map.of("changes", part.stream().map(this::item).toList()),
                      WRITTEN_WITHIN,
                      json -> json));
      for (JsonNode result : answer.path("results")) {
        TreeChange change = byPath.get(result.path("path").asString(""));
        if (change == null) {
          continue;
        }
        if (result.path("ok").asBoolean(false)) {
          took(change);
        } else {
          log.info(
              "Sandbox of session {} did not apply a change: {}",
              sessionId,
              result.path("code").asString(""));
        }
      }
    }
  }

  private Map<String, Object> item(TreeChange change) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("kind", change.kind());
    item.put("path", change.path());
    item.put("itemType", change.itemType());
    Known there = known.get(change.path());
    item.put("base", there == null ? null : there.value());
    if (change.target() != null) {
      item.put("target", change.target());
    }
    return item;
  }

  private void putFiles(List<TreeChange> group, Map<String, byte[]> prefetched)
      throws InterruptedException {
    Map<TreeChange, CompletableFuture<JsonNode>> writes = new LinkedHashMap<>();
    AgentConnection files = agent.files();
    List<TreeChange> missing = new ArrayList<>();
    for (TreeChange change : group) {
      byte[] along = change.content();
      byte[] content = along == null ? prefetched.get(change.etag()) : along;
      if (content == null) {
        missing.add(change);
      } else {
        writes.put(change, put(files, change, content));
      }
    }
    if (!missing.isEmpty()) {
      budget.hold();
      try {
        Map<String, List<TreeChange>> byEtag = new LinkedHashMap<>();
        missing.forEach(
            change -> byEtag.computeIfAbsent(etag(change), _ -> new ArrayList<>()).add(change));
        workspace.blobs(
            sessionId,
            List.copyOf(byEtag.keySet()),
            (etag, content) -> {
              for (TreeChange change : byEtag.getOrDefault(etag, List.of())) {
                if (content == null) {
                  log.warn("Session {} has a file without content", sessionId);
                } else {
                  writes.put(change, put(files, change, content));
                }
              }
            });
      } finally {
        budget.release();
      }
    }
    writes.forEach(this::settle);
  }

  private CompletableFuture<JsonNode> put(
      AgentConnection files, TreeChange change, byte[] content) {
    Known there = known.get(change.path());
    String base = there != null && there.itemType().equals("FILE") ? there.value() : null;
    return files.putFile(
        change.path(), etag(change), change.executable(), base, content, WRITTEN_WITHIN);
  }

  private void settle(TreeChange change, CompletableFuture<JsonNode> write) {
    try {
      AgentFiles.await(write);
      took(change);
    } catch (AgentException.Refused e) {
      // a conflict comes back as files.changed; a full disk is told by the limit event
      log.info("Sandbox of session {} did not take a file: {}", sessionId, e.code());
    }
  }

  private void took(TreeChange change) {
    if (change.deleted()) {
      forget(change.path());
    } else {
      String value = change.itemType().equals("SYMLINK") ? change.target() : change.etag();
      known.put(change.path(), new Known(change.itemType(), value, change.executable()));
    }
  }

  private void forget(String path) {
    known.remove(path);
    String below = path + "/";
    known.keySet().removeIf(other -> other.startsWith(below));
  }

  private static boolean hasContent(TreeChange change) {
    return !change.deleted() && change.itemType().equals("FILE") && change.etag() != null;
  }

  private static String etag(TreeChange change) {
    return Objects.requireNonNull(change.etag());
  }

  private static List<String> etags(List<TreeChange> group) {
    return group.stream().map(ContainerTree::etag).distinct().toList();
  }

  static List<List<TreeChange>> groups(List<TreeChange> files) {
    List<List<TreeChange>> groups = new ArrayList<>();
    List<TreeChange> group = new ArrayList<>();
    long bytes = 0;
    for (TreeChange file : files) {
      if (!group.isEmpty()
          && (bytes + file.size() > ContentBudget.GROUP_BYTES
              || group.size() == ContentBudget.GROUP_ITEMS)) {
        groups.add(group);
        group = new ArrayList<>();
        bytes = 0;
      }
      group.add(file);
      bytes += file.size();
    }
    if (!group.isEmpty()) {
      groups.add(group);
    }
    return groups;
  }
}
