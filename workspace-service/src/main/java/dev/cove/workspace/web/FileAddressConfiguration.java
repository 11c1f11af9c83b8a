package dev.cove.workspace.web;

import dev.cove.starter.problem.ProblemWriter;
import io.swagger.v3.oas.models.Paths;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets addresses that name files through server and framework as they were sent. */
@Configuration(proxyBeanMethods = false)
class FileAddressConfiguration {

  @Bean
  HttpFirewall fileNameFirewall() {
    return new FileNameFirewall();
  }

  @Bean
  RequestRejectedHandler rejectedRequests(ProblemWriter problems) {
    return (request, response, _) ->
        problems.write(
            request, response, HttpStatus.BAD_REQUEST, "bad-request", "That address is not valid.");
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> namesPassThroughTheServer() {
    return factory -> {
      factory.addContextCustomizers(context -> {
        if (context.getParent() instanceof StandardHost host) {
          host.setErrorReportValveClass(ProblemReportValve.class.getName());
        }
      });
      factory.addConnectorCustomizers(connector -> {
        connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
      });
    };
  }

  @Bean
  WebMvcConfigurer filePathParameters() {
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new FilePathResolver());
      }
    };
  }

  /** The documentation names a file's path as the contract does. */
  @Bean
  OpenApiCustomizer filePathsInDocumentation() {
    return api -> {
      var paths = new Paths();
      api.getPaths().forEach((path, item) -> paths.put(path.replace("{*path}", "{path}"), item));
      api.setPaths(paths);
    };
  }
}
