package dev.cove.sandbox.egress;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts tunnels, and refusals by their rule. */
final class EgressMeters {

  private final MeterRegistry meters;
  private final Counter allowed;
  private final AtomicInteger open = new AtomicInteger();

  EgressMeters(MeterRegistry meters) {
    this.meters = meters;
    this.allowed =
        Counter.builder("cove.sandbox.egress.allowed")
            .description("Tunnels out of sandboxes that were opened")
            .register(meters);
    Gauge.builder("cove.sandbox.egress.open", open, AtomicInteger::get)
        .description("Tunnels out of sandboxes that are open")
        .register(meters);
  }

  void opened() {
    allowed.increment();
    open.incrementAndGet();
  }

  void closed() {
    open.decrementAndGet();
  }

  void refused(Refusal.Rule rule) {
    Counter.builder("cove.sandbox.egress.refused")
        .description("Connections out of sandboxes that were not made, by rule")
        .tag("rule", rule.code())
        .register(meters)
        .increment();
  }
}
