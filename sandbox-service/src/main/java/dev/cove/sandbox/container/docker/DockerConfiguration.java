package dev.cove.sandbox.container.docker;

import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.cove.sandbox.container.ContainerRuntime;
import dev.cove.sandbox.sandbox.SandboxProperties;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;

/** Connects to the engine. */
@Configuration(proxyBeanMethods = false)
class DockerConfiguration {

  private static final int CONNECTIONS = 32;

  @Bean
  ContainerRuntime containerRuntime(SandboxProperties properties) throws IOException {
    var http =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(URI.create(properties.dockerHost()))
            .maxConnections(CONNECTIONS)
            .connectionTimeout(Duration.ofSeconds(3))
            .responseTimeout(Duration.ofSeconds(25))
            .build();
    var config =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(properties.dockerHost())
            .build();
    String seccomp =
        new ClassPathResource("seccomp/sandbox.json").getContentAsString(StandardCharsets.UTF_8);
    return new DockerContainerRuntime(
        DockerClientImpl.getInstance(config, http),
        properties.instanceName(),
        seccomp,
        Runtime.getRuntime().availableProcessors());
  }
}
