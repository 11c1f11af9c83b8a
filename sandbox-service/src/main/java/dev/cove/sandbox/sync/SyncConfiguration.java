package dev.cove.sandbox.sync;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What all synchronisations share. */
@Configuration(proxyBeanMethods = false)
class SyncConfiguration {

  @Bean
  ContentBudget contentBudget() {
    return new ContentBudget(4);
  }

  @Bean
  SyncMeters syncMeters(MeterRegistry meters) {
    return new SyncMeters(meters);
  }
}
