package dev.cove.sandbox;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.cove.starter.test.InfrastructureInitializer;
import dev.cove.starter.test.TestTokens;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole service, one at a time in a JVM: it can be ended and started again on the same data, as
 * a restart of the process would.
 */
public final class RunningService {

  /** Marks the containers of this run of the tests. */
  public static final String INSTANCE = "test-" + ProcessHandle.current().pid();

  /** The image under test. */
  public static final String IMAGE = System.getProperty("cove.test.image", "cove-sandbox:latest");

  /** How long to wait for what must come: it is no figure, and machines may be slow. */
  public static final Duration PATIENCE = Duration.ofMinutes(3);

  public static final FakeWorkspace WORKSPACE = new FakeWorkspace();

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path RUN_DIR =
      Path.of(System.getProperty("java.io.tmpdir"), "cove-sbt-" + ProcessHandle.current().pid());
  private static @Nullable DockerClient docker;
  private static @Nullable ConfigurableApplicationContext context;
  private static List<String> current = List.of();

  private RunningService() {}

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(RunningService::cleanUp));
  }

  /** Whether this machine has a Docker Engine with the image. */
  public static boolean hasDocker() {
    try {
      var _ = docker().inspectImageCmd(IMAGE).exec();
      return true;
    } catch (RuntimeException _) {
      return false;
    }
  }

  /** The runtime that tests ask for, where the engine knows it. */
  public static final String GVISOR = "runsc";

  /** Whether this machine's engine has gVisor. */
  public static boolean hasGvisor() {
    var runtimes = hasDocker() ? docker().infoCmd().exec().getRuntimes() : null;
    return runtimes != null && runtimes.containsKey(GVISOR);
  }

  /** Ends a test, for the reason given, when all run with gVisor and it cannot do this. */
  public static void assumeNotGvisor(String reason) {
    Assumptions.assumeFalse(underGvisor(), reason);
  }

  /** Whether all tests run with gVisor, by the setting any installation has. */
  public static boolean underGvisor() {
    return GVISOR.equals(System.getenv("COVE_SANDBOX_RUNTIME"));
  }

  /** Starts the service unless it runs with these properties already. */
  public static synchronized void start(String... properties) {
    start(List.of(), properties);
  }

  /** Starts the service with more configuration classes. */
  public static synchronized void start(List<Class<?>> more, String... properties) {
    List<String> wanted = new ArrayList<>(Arrays.asList(properties));
    more.forEach(type -> wanted.add(type.getName()));
    if (context != null && current.equals(wanted)) {
      return;
    }
    stop();
    List<Class<?>> sources = new ArrayList<>(more);
    sources.add(SandboxServiceApplication.class);
    sources.add(TestTokens.Keys.class);
    List<String> all = new ArrayList<>();
    all.add("cove.sandbox.run-dir=" + RUN_DIR);
    all.add("cove.sandbox.instance=" + INSTANCE);
    all.add("cove.sandbox.image=" + IMAGE);
    if (Arrays.stream(properties).noneMatch(one -> one.startsWith("cove.sandbox.pool.size"))) {
      all.add("cove.sandbox.pool.size=0");
    }
    if (Arrays.stream(properties).noneMatch(one -> one.startsWith("cove.sandbox.start-within"))) {
      all.add("cove.sandbox.start-within=90s");
    }
    all.add("server.port=0");
    all.add("management.server.port=0");
    all.add("COVE_LOG_FORMAT=");
    all.add("logging.structured.format.console=");
    all.add("spring.main.banner-mode=off");
    for (String peer : List.of("workspace-service", "auth-service")) {
      all.add(
          "spring.cloud.discovery.client.simple.instances." + peer + "[0].uri=" + WORKSPACE.uri());
    }
    all.addAll(Arrays.asList(properties));
    context =
        new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
            .initializers(new InfrastructureInitializer())
            .run(all.stream().map(property -> "--" + property).toArray(String[]::new));
    current = wanted;
  }

  /** Ends the service; containers go on. */
  public static synchronized void stop() {
    if (context != null) {
      context.close();
      context = null;
    }
  }

  /** Ends and starts the service. */
  public static synchronized void restart() {
    stop();
    start(current.toArray(String[]::new));
  }

  public static <T> T bean(Class<T> type) {
    return running().getBean(type);
  }

  public static int port() {
    return running().getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  public static Api api(UUID user) {
    return new Api(port(), TestTokens.user(user, "u" + user.toString().substring(0, 8)));
  }

  public static Api admin() {
    return new Api(port(), TestTokens.user(UUID.randomUUID(), "admin", "ADMIN", "NONE"));
  }

  /** A caller without a token. */
  public static Api anonymous() {
    return new Api(port(), null);
  }

  /**
   * The workspace is back, and its circuit breaker remembers nothing: the next test starts anew.
   */
  public static void workspaceReturns() {
    WORKSPACE.away(false);
    bean(CircuitBreakerRegistry.class).circuitBreaker("workspace-service").reset();
  }

  /** Publishes an event as another service would. */
  @SuppressWarnings("unchecked")
  public static void publish(String topic, String type, UUID key, Map<String, ?> data) {
    var message =
        new ProducerRecord<String, Object>(topic, key.toString(), JSON.writeValueAsBytes(data));
    Map<String, String> headers =
        Map.of(
            "ce_specversion",
            "1.0",
            "ce_id",
            UUID.randomUUID().toString(),
            "ce_type",
            type,
            "ce_source",
            "/test",
            "ce_time",
            Instant.now().toString(),
            "ce_subject",
            key.toString());
    headers.forEach(
        (name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    KafkaTemplate<String, Object> template = bean(KafkaTemplate.class);
    template.send(message).join();
  }

  /** Tells that a session's files changed. */
  public static void filesChanged(UUID session, long revision) {
    publish(
        "cove.files",
        "files-changed",
        session,
        Map.of(
            "sessionId",
            session,
            "revision",
            revision,
            "origin",
            "EDITOR",
            "changes",
            List.of(),
            "truncated",
            true));
  }

  /** Ids of the running containers of a session. */
  public static List<String> containers(UUID session) {
    return docker()
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(Map.of("cove.instance", INSTANCE, "cove.session", session.toString()))
        .exec()
        .stream()
        .map(com.github.dockerjava.api.model.Container::getId)
        .toList();
  }

  public static synchronized DockerClient docker() {
    if (docker == null) {
      String host = System.getenv().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");
      var config =
          DefaultDockerClientConfig.createDefaultConfigBuilder().withDockerHost(host).build();
      docker =
          DockerClientImpl.getInstance(
              config, new ZerodepDockerHttpClient.Builder().dockerHost(URI.create(host)).build());
    }
    return docker;
  }

  private static ConfigurableApplicationContext running() {
    if (context == null) {
      throw new IllegalStateException("not started");
    }
    return context;
  }

  private static void cleanUp() {
    stop();
    if (hasDocker()) {
      docker()
          .listContainersCmd()
          .withShowAll(true)
          .withLabelFilter(Map.of("cove.instance", INSTANCE))
          .exec()
          .forEach(found -> docker().removeContainerCmd(found.getId()).withForce(true).exec());
    }
    removeDisks();
    try (var files = Files.walk(RUN_DIR)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (java.io.IOException e) {
      System.err.println("left behind: " + e);
    }
  }

  /** Sessions that no test deleted may have left disks, and slots are shared by a mount. */
  private static void removeDisks() {
    Path disks = RUN_DIR.resolveSibling(RUN_DIR.getFileName() + "-disks");
    if (!Files.exists(disks)) {
      return;
    }
    try {
      int _ =
          new ProcessBuilder("umount", "--recursive", disks.resolve("slots").toString())
              .start()
              .waitFor();
      int _ =
          new ProcessBuilder("rm", "-rf", "--one-file-system", disks.toString()).start().waitFor();
    } catch (java.io.IOException | InterruptedException e) {
      System.err.println("left behind: " + e);
    }
  }
}
