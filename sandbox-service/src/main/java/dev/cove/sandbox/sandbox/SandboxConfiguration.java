package dev.cove.sandbox.sandbox;

import dev.cove.sandbox.agent.AgentServer;
import dev.cove.sandbox.agent.RunDirectories;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where agents are listened for. */
@Configuration(proxyBeanMethods = false)
class SandboxConfiguration {

  @Bean
  RunDirectories runDirectories(SandboxProperties properties) {
    return new RunDirectories(properties.runDir());
  }

  @Bean(destroyMethod = "close")
  AgentServer agentServer(RunDirectories directories) {
    return new AgentServer(directories);
  }
}
