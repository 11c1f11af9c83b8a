package dev.cove.sandbox.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cove.starter.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class ExecutionTurnsTests {

  private static final UUID SESSION = UUID.randomUUID();

  private static ExecutionTurns turns(int parallel, int queue, Duration within) {
    return new ExecutionTurns(
        new ExecutionProperties(
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            DataSize.ofMegabytes(1),
            DataSize.ofMegabytes(8),
            parallel,
            queue,
            within,
            100,
            Duration.ofSeconds(10)));
  }

  @Test
  @DisplayName("F18 who came first runs first")
  void orderIsKept() throws Exception {
    ExecutionTurns turns = turns(1, 10, Duration.ofSeconds(20));
    ExecutionTurns.Turn first = turns.await(SESSION);
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    List<Thread> waiting = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int mine = i;
      Thread thread =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  ExecutionTurns.Turn turn = turns.await(SESSION);
                  order.add(mine);
                  turn.end();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      waiting.add(thread);
      while (thread.getState() != Thread.State.TIMED_WAITING) {
        Thread.sleep(1);
      }
    }
    first.end();
    for (Thread thread : waiting) {
      thread.join();
    }
    assertThat(order).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  @DisplayName(
      "F18 the queue is bounded, a place is given back once, and another session is not kept")
  void queueIsBounded() throws Exception {
    ExecutionTurns turns = turns(1, 0, Duration.ofSeconds(20));
    ExecutionTurns.Turn first = turns.await(SESSION);
    assertThatThrownBy(() -> turns.await(SESSION))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("At most 1 programs");
    turns.await(UUID.randomUUID()).end();
    first.end();
    first.end();
    ExecutionTurns.Turn second = turns.await(SESSION);
    assertThatThrownBy(() -> turns.await(SESSION)).isInstanceOf(ProblemException.class);
    second.end();
  }

  @Test
  void turnThatDoesNotComeIsGivenUp() throws Exception {
    ExecutionTurns turns = turns(1, 1, Duration.ofMillis(50));
    ExecutionTurns.Turn first = turns.await(SESSION);
    assertThatThrownBy(() -> turns.await(SESSION)).hasMessageContaining("waited");
    first.end();
    turns.await(SESSION).end();
  }
}
