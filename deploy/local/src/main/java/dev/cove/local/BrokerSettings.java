package dev.cove.local;

import java.util.HashMap;
import java.util.Map;

/**
 * The broker properties of a one-node installation: every replication factor is one, internal
 * topics are small, and a broker that was killed is back in seconds rather than after the nine
 * seconds for which the controller would remember its old session.
 */
final class BrokerSettings {

  static final int NODE_ID = 1;
  static final String CONTROLLER = "CONTROLLER";

  private BrokerSettings() {}

  static Map<String, String> of(String host, int port, int controllerPort) {
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE_ID));
    settings.put("controller.quorum.voters", NODE_ID + "@" + host + ":" + controllerPort);
    settings.put(
        "listeners",
        "PLAINTEXT://"
            + host
            + ":"
            + port
            + ","
            + CONTROLLER
            + "://"
            + host
            + ":"
            + controllerPort);
    settings.put("advertised.listeners", "PLAINTEXT://" + host + ":" + port);
    settings.put("controller.listener.names", CONTROLLER);
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.putAll(singleReplica());
    settings.putAll(quickReturn());
    settings.putAll(smallFootprint());
    return settings;
  }

  private static Map<String, String> singleReplica() {
    return Map.of(
        "auto.create.topics.enable", "false",
        "default.replication.factor", "1",
        "min.insync.replicas", "1",
        "offsets.topic.replication.factor", "1",
        "transaction.state.log.replication.factor", "1",
        "transaction.state.log.min.isr", "1",
        "share.coordinator.state.topic.replication.factor", "1",
        "share.coordinator.state.topic.min.isr", "1");
  }

  private static Map<String, String> quickReturn() {
    return Map.of(
        "broker.session.timeout.ms", "2000",
        "broker.heartbeat.interval.ms", "500",
        "group.initial.rebalance.delay.ms", "0",
        "controlled.shutdown.enable", "true");
  }

  private static Map<String, String> smallFootprint() {
    return Map.of(
        "offsets.topic.num.partitions", "1",
        "transaction.state.log.num.partitions", "1",
        "share.coordinator.state.topic.num.partitions", "1",
        "log.cleaner.dedupe.buffer.size", "4194304",
        "log.cleaner.io.buffer.size", "131072",
        "num.network.threads", "2",
        "num.io.threads", "4",
        "background.threads", "2",
        "log.segment.bytes", "67108864");
  }
}
