package dev.cove.workspace.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.workspace.ApiClient;
import dev.cove.workspace.SandboxClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A container's disk and what the agent and the sandbox service do for it, without a container: it
 * tells what differs from what was agreed, with the agreed hash as its base, and writes what it is
 * told only over what both sides knew (docs/contracts/agent-protocol.md).
 */
final class SimulatedSandbox {

  /** What is at a path: a folder, or a text. */
  private record Entry(@Nullable String text) {

    @Nullable String hash() {
      return text == null ? null : SandboxClient.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    boolean isFolder() {
      return text == null;
    }
  }

  private final SandboxClient client;
  private final TreeMap<String, Entry> disk = new TreeMap<>();
  private final TreeMap<String, Entry> agreed = new TreeMap<>();
  private final Set<String> again = new HashSet<>();
  private long applied;

  SimulatedSandbox(int port, UUID session) {
    this.client = new SandboxClient(port, session);
  }

  // ---- what programs in the container do

  void write(String path, String text) {
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      String folder = path.substring(0, slash);
      Entry there = disk.get(folder);
      if (there != null && !there.isFolder()) {
        disk.remove(folder);
      }
      disk.putIfAbsent(folder, new Entry(null));
    }
    removeBelow(path);
    disk.put(path, new Entry(text));
  }

  void remove(String path) {
    disk.remove(path);
    removeBelow(path);
  }

  List<String> paths() {
    return List.copyOf(disk.keySet());
  }

  /** The disk: path to text, null for a folder. */
  Map<String, @Nullable String> tree() {
    Map<String, @Nullable String> tree = new TreeMap<>();
    disk.forEach((path, entry) -> tree.put(path, entry.text()));
    return tree;
  }

  private void removeBelow(String path) {
    disk.subMap(path + '/', path + '0').clear();
  }

  // ---- container to workspace

  /** Tells what differs; false when there was nothing to tell. */
  boolean push() {
    Set<String> paths = new HashSet<>(disk.keySet());
    paths.addAll(agreed.keySet());
    List<String> changed =
        paths.stream()
            .filter(p -> again.contains(p) || !Objects.equals(disk.get(p), agreed.get(p)))
            .sorted(Comparator.comparingInt(this::stage).thenComparingInt(this::depth))
            .limit(500)
            .toList();
    if (changed.isEmpty()) {
      return false;
    }
    List<SandboxClient.Change> deletes = new ArrayList<>();
    List<SandboxClient.Change> puts = new ArrayList<>();
    Map<String, @Nullable Entry> told = new TreeMap<>();
    for (String path : changed) {
      Entry now = disk.get(path);
      Entry base = agreed.get(path);
      told.put(path, now);
      if (now == null || (base != null && base.isFolder() != now.isFolder())) {
        boolean folder = base != null && base.isFolder();
        deletes.add(based(SandboxClient.delete(path, folder ? "FOLDER" : "FILE"), base));
        base = now == null ? base : null;
      }
      if (now != null) {
        puts.add(
            now.isFolder()
                ? SandboxClient.folder(path)
                : based(SandboxClient.put(path, Objects.requireNonNull(now.text())), base));
      }
    }
    deletes.addAll(puts);
    ApiClient.Answer answer = client.send(deletes);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    told.forEach((path, entry) -> {
      again.remove(path);
      agree(path, entry);
    });
    return true;
  }

  private static SandboxClient.Change based(SandboxClient.Change change, @Nullable Entry base) {
    String hash = base == null ? null : base.hash();
    return hash == null ? change : change.base(hash);
  }

  private int stage(String path) {
    Entry entry = disk.get(path);
    return entry == null ? 0 : entry.isFolder() ? 1 : 2;
  }

  private int depth(String path) {
    int depth = (int) path.chars().filter(c -> c == '/').count();
    return disk.containsKey(path) ? depth : -depth;
  }

  private void agree(String path, @Nullable Entry entry) {
    if (entry == null) {
      agreed.remove(path);
    } else {
      agreed.put(path, entry);
    }
  }

  // ---- workspace to container

  /** Takes what is new; false when there was nothing. */
  boolean pull() {
    JsonNode since = client.since(applied);
    long before = applied;
    List<JsonNode> changes = since.get("changes").valueStream().toList();
    Map<String, byte @Nullable []> contents =
        client.blobs(
            changes.stream()
                .filter(c -> c.get("kind").asString().equals("PUT"))
                .filter(c -> c.get("itemType").asString().equals("FILE"))
                .map(c -> c.get("etag").asString())
                .distinct()
                .toList());
    for (JsonNode change : changes) {
      String path = change.get("path").asString();
      if (change.get("kind").asString().equals("DELETE")) {
        if (agreed.containsKey(path)) {
          takeAway(path);
        }
      } else if (change.get("itemType").asString().equals("FOLDER")) {
        putFolder(path);
      } else {
        byte[] content = Objects.requireNonNull(contents.get(change.get("etag").asString()));
        putFile(path, new Entry(new String(content, StandardCharsets.UTF_8)));
      }
    }
    applied = since.get("revision").asLong();
    return applied > before;
  }

  private void takeAway(String path) {
    Entry local = disk.get(path);
    if (local != null && !local.equals(agreed.get(path))) {
      again.add(path);
      return;
    }
    boolean untold =
        disk.subMap(path + '/', path + '0').entrySet().stream()
            .anyMatch(e -> !e.getValue().equals(agreed.get(e.getKey())));
    if (untold) {
      again.add(path);
      return;
    }
    remove(path);
    agreed.remove(path);
    agreed.subMap(path + '/', path + '0').clear();
  }

  private void putFolder(String path) {
    Entry known = agreed.get(path);
    if (known != null && known.isFolder()) {
      return;
    }
    if (makeFolders(path + "/x")) {
      agree(path, disk.get(path));
    } else {
      again.add(path);
    }
  }

  private void putFile(String path, Entry news) {
    Entry known = agreed.get(path);
    if (news.equals(known)) {
      return;
    }
    Entry local = disk.get(path);
    boolean free = makeFolders(path) && (local == null || !local.isFolder());
    boolean same = free && news.equals(local);
    boolean asKnown =
        free && (local == null ? known == null || known.isFolder() : local.equals(known));
    if (same || asKnown) {
      disk.put(path, news);
      agree(path, news);
    } else {
      again.add(path);
    }
  }

  /** Makes the folders a path is in; false when one of them is a file here. */
  private boolean makeFolders(String path) {
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      String folder = path.substring(0, slash);
      Entry there = disk.get(folder);
      if (there == null) {
        disk.put(folder, new Entry(null));
        agreed.put(folder, new Entry(null));
      } else if (!there.isFolder()) {
        return false;
      }
    }
    return true;
  }
}
