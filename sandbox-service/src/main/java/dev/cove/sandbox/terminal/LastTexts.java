package dev.cove.sandbox.terminal;

import dev.cove.sandbox.agent.AgentException;
import dev.cove.sandbox.agent.AgentFiles;
import dev.cove.sandbox.sandbox.LiveSandbox;
import dev.cove.sandbox.sandbox.SandboxObserver;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Keeps what the terminals of a sandbox show when it is stopped, for its next run. */
@Component
class LastTexts implements SandboxObserver {

  private static final Logger log = LoggerFactory.getLogger(LastTexts.class);
  private static final int BYTES = 64 * 1024;
  private static final Duration WITHIN = Duration.ofSeconds(2);

  private final Terminals terminals;
  private final Clock clock;

  LastTexts(Terminals terminals, Clock clock) {
    this.terminals = terminals;
    this.clock = clock;
  }

  @Override
  public void stopping(LiveSandbox sandbox) {
    for (Terminal terminal : terminals.of(sandbox.sessionId())) {
      if (terminal.isIn(sandbox.sandboxId())) {
        keep(sandbox, terminal);
      }
    }
  }

  private void keep(LiveSandbox sandbox, Terminal terminal) {
    try {
      String tail =
          AgentFiles.await(
              sandbox
                  .agent()
                  .terminals()
                  .request(
                      "terminal.tail",
                      Map.of("handle", Objects.requireNonNull(terminal.handle()), "bytes", BYTES),
                      WITHIN,
                      json -> json.path("tail").asString("")));
      byte[] output = Base64.getDecoder().decode(tail);
      if (output.length <= BYTES) {
        terminals.keepText(terminal.id(), LastText.of(output), clock.instant());
      }
    } catch (AgentException | DataAccessException | IllegalArgumentException e) {
      log.info("The last text of terminal {} is not kept", terminal.id(), e);
    }
  }
}
