package dev.cove.workspace.feed.web;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

/**
 * Where the events socket is. The origin is checked at the gateway, where cookies are; here only a
 * token in a header opens it, which no foreign page can send.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class EventsSocketConfiguration implements WebSocketConfigurer {

  private final EventsSocketHandler events;

  EventsSocketConfiguration(EventsSocketHandler events) {
    this.events = events;
  }

  @Override
  public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
    registry.addHandler(events, "/ws/sessions/*/events").setAllowedOriginPatterns("*");
  }
}
