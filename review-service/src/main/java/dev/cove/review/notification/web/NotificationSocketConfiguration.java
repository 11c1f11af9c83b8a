package dev.cove.review.notification.web;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

/** The socket's path. Origins are the gateway's affair, which alone knows the public one. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class NotificationSocketConfiguration implements WebSocketConfigurer {

  private final NotificationSocketHandler handler;

  NotificationSocketConfiguration(NotificationSocketHandler handler) {
    this.handler = handler;
  }

  @Override
  public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
    registry.addHandler(handler, "/ws/notifications").setAllowedOriginPatterns("*");
  }
}
