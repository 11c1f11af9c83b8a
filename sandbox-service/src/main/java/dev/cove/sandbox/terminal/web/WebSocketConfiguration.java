package dev.cove.sandbox.terminal.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;

/** Where the sockets are, and how large their buffers. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class WebSocketConfiguration implements WebSocketConfigurer {

  private static final int BUFFER = 64 * 1024;

  private final TerminalWebSocketHandler terminals;

  WebSocketConfiguration(TerminalWebSocketHandler terminals) {
    this.terminals = terminals;
  }

  /** The gateway checks the origin; here every connection brings a token of its own. */
  @Override
  public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
    registry.addHandler(terminals, "/ws/sessions/*/terminals/*").setAllowedOriginPatterns("*");
  }

  @Bean
  static ServletServerContainerFactoryBean webSocketContainer() {
    var container = new ServletServerContainerFactoryBean();
    container.setMaxBinaryMessageBufferSize(BUFFER);
    container.setMaxTextMessageBufferSize(BUFFER);
    return container;
  }
}
