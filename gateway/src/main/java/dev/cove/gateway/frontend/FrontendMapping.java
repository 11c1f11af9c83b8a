package dev.cove.gateway.frontend;

import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** Puts the front end behind controllers and routes: it gets what they leave. */
@Configuration(proxyBeanMethods = false)
class FrontendMapping {

  private static final int AFTER_ROUTES = 100;

  @Bean
  SimpleUrlHandlerMapping frontendHandlerMapping(FrontendHandler handler) {
    return new SimpleUrlHandlerMapping(Map.of("/**", handler), AFTER_ROUTES);
  }
}
