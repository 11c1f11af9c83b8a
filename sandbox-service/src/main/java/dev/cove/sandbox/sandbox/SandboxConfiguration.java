package dev.cove.sandbox.sandbox;

import dev.cove.sandbox.agent.AgentServer;
import dev.cove.sandbox.agent.RunDirectories;
import dev.cove.sandbox.container.ContainerRemover;
import dev.cove.sandbox.container.ContainerRuntime;
import dev.cove.sandbox.container.ContainerSpec;
import dev.cove.sandbox.container.ContainerStarts;
import dev.cove.sandbox.container.ContainerTemplate;
import dev.cove.sandbox.disk.SessionDisks;
import dev.cove.sandbox.node.Nodes;
import dev.cove.sandbox.pool.PoolProperties;
import dev.cove.sandbox.pool.PooledContainers;
import dev.cove.sandbox.pool.WarmPool;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
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

  @Bean
  ContainerTemplate containerTemplate(
      SandboxProperties properties, RunDirectories directories, SessionDisks disks) {
    return (sandboxId, uid, session) ->
        new ContainerSpec(
            sandboxId,
            properties.instanceName(),
            session,
            properties.image(),
            directories.of(sandboxId),
            uid,
            session == null ? disks.prepare(sandboxId, uid) : disks.reserve(sandboxId),
            properties.runtime(),
            properties.limits());
  }

  @Bean
  ContainerStarts containerStarts(SandboxProperties properties) {
    return new ContainerStarts(properties.parallelStarts());
  }

  @Bean
  WarmPool warmPool(
      SandboxProperties properties,
      PoolProperties pool,
      Nodes nodes,
      PooledContainers records,
      AgentServer agents,
      ContainerRuntime containers,
      ContainerRemover remover,
      ContainerTemplate template,
      ContainerStarts starts,
      Clock clock,
      MeterRegistry meters) {
    return new WarmPool(
        properties.node(),
        () -> nodes.draining(properties.node()),
        pool,
        records,
        agents,
        containers,
        remover,
        template,
        starts,
        clock,
        meters);
  }
}
