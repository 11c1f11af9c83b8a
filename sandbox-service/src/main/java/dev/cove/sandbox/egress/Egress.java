package dev.cove.sandbox.egress;

import dev.cove.sandbox.agent.RunDirectories;
import dev.cove.sandbox.session.NetworkMode;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ways out of this node's sandboxes, each a socket in the sandbox's own directory, there from
 * its assignment to a session until its end. Thread-safe.
 */
public final class Egress implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Egress.class);

  private final RunDirectories directories;
  private final EgressProperties properties;
  private final BoundedResolver resolver;
  private final Gate.Surroundings surroundings;
  private final Map<String, Gate> gates = new ConcurrentHashMap<>();

  Egress(
      EgressProperties properties,
      RunDirectories directories,
      NameResolver names,
      HostAddresses own,
      EgressMeters meters,
      InstantSource clock) {
    this.properties = properties;
    this.directories = directories;
    this.resolver = new BoundedResolver(names, properties.resolveWithin());
    this.surroundings =
        new Gate.Surroundings(
            properties, new EgressRules(properties, own), resolver, meters, clock);
  }

  /**
   * Opens a sandbox's way out, if its mode has one; again after a restart of this service, and in
   * place of an earlier one. A sandbox whose way cannot be opened runs without.
   */
  public void open(String sandboxId, NetworkMode mode) {
    close(sandboxId);
    if (mode == NetworkMode.NONE) {
      return;
    }
    try {
      Gate gate = Gate.open(directories.packages(sandboxId), sandboxId, mode, surroundings);
      Gate before = gates.put(sandboxId, gate);
      if (before != null) {
        before.close();
      }
    } catch (IOException e) {
      log.error("Sandbox {} has no way to its packages", sandboxId, e);
    }
  }

  /** Ends a sandbox's way out with everything on it. */
  public void close(String sandboxId) {
    Gate gate = gates.remove(sandboxId);
    if (gate != null) {
      gate.close();
    }
  }

  /** What programs of a sandbox are told beside the proxy's address, which its agent knows. */
  public Map<String, String> environment(NetworkMode mode) {
    URI index = properties.indexUrl();
    return index == null || mode == NetworkMode.NONE
        ? Map.of()
        : Map.of("PIP_INDEX_URL", index.toString());
  }

  /** Ends all ways out; sandboxes stay and get theirs again at the next start. */
  @Override
  public void close() {
    gates.keySet().forEach(this::close);
    resolver.close();
  }
}
