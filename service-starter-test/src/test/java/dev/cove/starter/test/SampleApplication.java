package dev.cove.starter.test;

import dev.cove.starter.event.DomainEvent;
import dev.cove.starter.event.InboundEvent;
import dev.cove.starter.event.Inbox;
import dev.cove.starter.problem.ProblemException;
import dev.cove.starter.security.CurrentUser;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.HttpStatus;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The smallest service that uses all of the starter. */
@SpringBootApplication
class SampleApplication {

  /** Something happened to a sample. */
  record SampleChanged(String sampleId, int number, long sentAt) implements DomainEvent {
    @Override
    public String topic() {
      return "cove.samples";
    }

    @Override
    public String key() {
      return sampleId;
    }
  }

  @Component
  static class Received {
    final List<InboundEvent> events = new CopyOnWriteArrayList<>();
    final List<Long> delays = new CopyOnWriteArrayList<>();
    final Map<String, Integer> attempts = new ConcurrentHashMap<>();
    private final Inbox inbox;

    Received(Inbox inbox) {
      this.inbox = inbox;
    }

    @KafkaListener(topics = "cove.samples")
    void on(InboundEvent event) {
      inbox.once(
          event,
          () -> {
            SampleChanged data = event.as(SampleChanged.class);
            attempts.merge(data.sampleId(), 1, Integer::sum);
            if (data.sampleId().equals("poison")) {
              throw new IllegalStateException("cannot be handled");
            }
            delays.add(System.nanoTime() - data.sentAt());
            events.add(event);
          });
    }
  }

  record Named(@Size(min = 3, max = 10) String name) {}

  @RestController
  static class SampleController {

    @GetMapping("/api/whoami")
    Map<String, String> whoami(CurrentUser user) {
      return Map.of("username", user.username());
    }

    @PostMapping("/api/names")
    Named name(@Valid @RequestBody Named named) {
      return named;
    }

    @GetMapping("/api/refused")
    String refused(CurrentUser user) {
      throw new ProblemException(HttpStatus.CONFLICT, "sample-taken", "Taken by somebody.")
          .with("holder", "someone");
    }

    @GetMapping("/api/broken")
    String broken() {
      throw new IllegalStateException("secret detail: select * from passwords");
    }

    @GetMapping("/internal/fact")
    Map<String, String> fact() {
      return Map.of("fact", "inside");
    }
  }
}
