package dev.cove.sandbox.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.model.Container;
import dev.cove.sandbox.Api;
import dev.cove.sandbox.RunningService;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What programs in real containers reach. */
@EnabledIf("dev.cove.sandbox.RunningService#hasDocker")
class EgressIntegrationTests {

  private static final String INDEX = "index.test";

  /** A name of the index that no resolver of a machine knows. */
  @Configuration(proxyBeanMethods = false)
  static class Names {

    @Bean
    NameResolver names() {
      return host -> {
        if (host.equals(INDEX)) {
          return List.of(InetAddress.ofLiteral("127.0.0.1"));
        }
        throw new UnknownHostException(host);
      };
    }
  }

  private static @Nullable PackageIndex index;

  private final UUID user = UUID.randomUUID();
  private final List<UUID> sessions = new ArrayList<>();

  @BeforeAll
  static void openIndex() throws Exception {
    index = new PackageIndex(INDEX);
  }

  @AfterAll
  static void closeIndex() {
    index().close();
  }

  private static PackageIndex index() {
    return java.util.Objects.requireNonNull(index);
  }

  private static void serve(int pool) {
    RunningService.start(
        List.of(Names.class),
        "cove.sandbox.pool.size=" + pool,
        "cove.sandbox.pool.max=" + pool,
        "cove.sandbox.egress.allow=" + INDEX + ":" + index().port(),
        "cove.sandbox.egress.permitted-networks=127.0.0.0/8",
        "cove.sandbox.egress.index-url=https://" + INDEX + ":" + index().port() + "/simple");
  }

  private Api api() {
    return RunningService.api(user);
  }

  @AfterEach
  void removeContainers() {
    sessions.forEach(session ->
        RunningService.publish(
            "cove.sessions",
            "session-deleted",
            session,
            Map.of("sessionId", session, "ownerId", user)));
    await()
        .atMost(RunningService.PATIENCE)
        .until(() -> api().get("/api/sandboxes/quota").body().path("running").asInt() == 0);
  }

  /** A session as workspace-service announces it. */
  private UUID session(@Nullable String network) {
    UUID session = RunningService.WORKSPACE.session(user, Map.of("main.py", "print('hello')\n"));
    sessions.add(session);
    Map<String, Object> created =
        new HashMap<>(
            Map.of("sessionId", session, "ownerId", user, "name", "test", "template", "t"));
    if (network != null) {
      created.put("network", network);
    }
    RunningService.publish("cove.sessions", "session-created", session, created);
    awaitRunning(session);
    return session;
  }

  private void awaitRunning(UUID session) {
    await()
        .atMost(RunningService.PATIENCE)
        .untilAsserted(
            () -> assertThat(sandbox(session).path("state").asString()).isEqualTo("RUNNING"));
  }

  private tools.jackson.databind.JsonNode sandbox(UUID session) {
    return api().get("/api/sessions/" + session + "/sandbox").body();
  }

  private String run(UUID session, String command) {
    var answer = api().post("/api/sessions/" + session + "/executions", Map.of("command", command));
    assertThat(answer.status()).isEqualTo(200);
    return answer.body().path("stdout").asString() + answer.body().path("stderr").asString();
  }

  private static String install(String more) {
    return "pip install --no-deps --force-reinstall --retries 1 --timeout 10 --trusted-host "
        + INDEX
        + ' '
        + more
        + " cove-demo && python -c 'import cove_demo; print(cove_demo.VALUE)'";
  }

  private static String simple(String host) {
    return "--index-url https://" + host + ":" + index().port() + "/simple";
  }

  @Test
  @DisplayName("L5 pip installs from the listed index, and another host is refused by name of rule")
  void pipInstallsFromTheListedIndex() {
    serve(0);
    UUID session = session("PACKAGES");
    assertThat(sandbox(session).path("network").asString()).isEqualTo("PACKAGES");
    assertThat(run(session, install(simple(INDEX)))).contains("through the proxy");
    assertThat(index().asked()).anyMatch(path -> path.startsWith("/files/cove_demo"));
    // and without being told where, since the installation says so
    assertThat(run(session, "pip uninstall -qy cove-demo; " + install("")))
        .contains("through the proxy");
    assertThat(run(session, install(simple("evil.test"))))
        .contains("403 Cove: evil.test:" + index().port() + " is not one of the package indexes")
        .contains("(rule: allow-list)")
        .doesNotContain("through the proxy");
    assertThat(run(session, "curl -sS http://" + INDEX + "/simple/"))
        .contains("plain http does not go through, only https does", "(rule: method)");
    double refused =
        RunningService.bean(MeterRegistry.class)
            .get("cove.sandbox.egress.refused")
            .tag("rule", "allow-list")
            .counter()
            .count();
    assertThat(refused).isPositive();
  }

  @Test
  @DisplayName(
      "L5 a container that waited, and one that outlived the service, reach the index, too")
  void waitingAndAdoptedContainersReachIt() {
    serve(1);
    MeterRegistry meters = RunningService.bean(MeterRegistry.class);
    await()
        .atMost(RunningService.PATIENCE)
        .until(() -> meters.get("cove.sandbox.pool.ready").gauge().value() == 1);
    UUID session = session("PACKAGES");
    assertThat(meters.get("cove.sandbox.pool.claims").tag("result", "warm").counter().count())
        .isEqualTo(1);
    assertThat(run(session, install(""))).contains("through the proxy");
    String since = run(session, "cut -d ' ' -f 22 /proc/1/stat");
    RunningService.stop();
    serve(1);
    awaitRunning(session);
    assertThat(run(session, install(""))).contains("through the proxy");
    assertThat(run(session, "cut -d ' ' -f 22 /proc/1/stat")).isEqualTo(since);
  }

  /** Tries them from inside, where there is no network; elsewhere nobody tries. */
  private static String attempts(List<String> addresses) {
    return """
    python3 - <<'END'
    import errno, socket
    for address in "%s".split():
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        for port in (22, 80, 443, 2375, 5432, 8080, 8761, 9092):
            with socket.socket(family) as sock:
                sock.settimeout(2)
                try:
                    sock.connect((address, port))
                    print(address, port, "REACHED")
                except OSError as error:
                    print(address, port, errno.errorcode.get(error.errno, error))
    END
    """
        .formatted(String.join(" ", addresses));
  }

  private static List<String> outside() throws Exception {
    List<String> addresses =
        new ArrayList<>(
            List.of(
                "172.17.0.1",
                "169.254.169.254",
                "168.63.129.16",
                "fd00:ec2::254",
                "2001:db8::1",
                "10.0.0.1"));
    for (NetworkInterface one : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress address : Collections.list(one.getInetAddresses())) {
        if (!address.isLoopbackAddress() && !address.isLinkLocalAddress()) {
          addresses.add(address.getHostAddress().replaceFirst("%.*", ""));
        }
      }
    }
    return addresses;
  }

  @Test
  @DisplayName("L5 A13 A14 no container reaches the host, the metadata address or another sandbox")
  void nobodyReachesInside() throws Exception {
    serve(0);
    UUID none = session(null);
    UUID packages = session("PACKAGES");
    assertThat(sandbox(none).path("network").asString()).isEqualTo("NONE");
    for (UUID session : List.of(none, packages)) {
      List<Container> containers =
          RunningService.docker()
              .listContainersCmd()
              .withLabelFilter(Map.of("cove.session", session.toString()))
              .exec();
      assertThat(containers)
          .extracting(one -> String.valueOf(one.getHostConfig().getNetworkMode()))
          .containsExactly("none");
      assertThat(run(session, attempts(outside())).lines())
          .isNotEmpty()
          .allMatch(line ->
              line.endsWith("ENETUNREACH")
                  || line.endsWith("EADDRNOTAVAIL")
                  // gVisor's word for a network that has no route
                  || line.endsWith("EHOSTUNREACH"));
    }
    // another sandbox: same ports, same abstract sockets, other worlds
    String listen =
        "import socket, time; t = socket.create_server(('127.0.0.1', 4567));"
            + " u = socket.socket(socket.AF_UNIX); u.bind(chr(0) + 'cove-l5'); u.listen();"
            + " print('listening', flush=True); time.sleep(20)";
    Thread other = Thread.ofVirtual().start(() -> run(packages, "python3 -c \"" + listen + "\""));
    String probe =
        """
        import socket
        print(socket.socket().connect_ex(('127.0.0.1', 4567)))
        print(socket.socket(socket.AF_UNIX).connect_ex(chr(0) + 'cove-l5'))
        """;
    await()
        .atMost(RunningService.PATIENCE)
        .until(() -> run(packages, "python3 -c \"" + probe + "\"").equals("0\n0\n"));
    assertThat(run(none, "python3 -c \"" + probe + "\"")).isEqualTo("111\n111\n");
    other.interrupt();
    // and no way out where none was declared
    assertThat(run(none, "echo /run/cove/*; env | grep -i proxy; curl -sS http://127.0.0.1:3128"))
        .contains("agent.sock", "Failed to connect")
        .doesNotContain("packages.sock", "PROXY");
    // the proxy does not lead inside either, whatever a program says to it
    for (String place :
        List.of("127.0.0.1:5432", "169.254.169.254:80", "localhost:8761", "172.17.0.1:2375")) {
      assertThat(run(packages, "curl -sS --noproxy '' --proxytunnel -v http://" + place + " 2>&1"))
          .contains("403 Cove: " + place)
          .doesNotContain("200 Connection established");
    }
  }
}
