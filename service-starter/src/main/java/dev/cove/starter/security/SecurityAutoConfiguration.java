package dev.cove.starter.security;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import dev.cove.starter.client.ServiceClients;
import dev.cove.starter.problem.ProblemWriter;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Four chains: operators' endpoints (on their own port), {@code /internal/**} for services,
 * WebSockets (whose handlers close with a code the browser can read), and everything else for
 * people.
 */
@AutoConfiguration(
    beforeName = {
      "org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.OAuth2ResourceServerAutoConfiguration",
      "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration"
    })
@EnableWebSecurity
public class SecurityAutoConfiguration {

  private static final String KEYS = "http://auth-service/.well-known/jwks.json";

  @Bean
  @ConditionalOnMissingBean
  JWKSource<SecurityContext> platformKeys(ServiceClients clients) throws MalformedURLException {
    return JWKSourceBuilder.create(
            URI.create(KEYS).toURL(),
            url -> {
              String body =
                  clients
                      .anonymous("auth-service")
                      .get()
                      .uri("/.well-known/jwks.json")
                      .retrieve()
                      .body(String.class);
              if (body == null) {
                throw new IOException("auth-service answered no keys");
              }
              return new Resource(body, MediaType.APPLICATION_JSON_VALUE);
            })
        .cache(Duration.ofMinutes(5).toMillis(), Duration.ofSeconds(5).toMillis())
        .rateLimited(1000)
        .retrying(true)
        .outageTolerant(Duration.ofHours(24).toMillis())
        .build();
  }

  @Bean
  @ConditionalOnMissingBean
  TokenDecoders tokenDecoders(JWKSource<SecurityContext> keys) {
    // not the application's clock: a token's life is what its issuer's clock says
    return new TokenDecoders(keys, Clock.systemUTC());
  }

  /**
   * The requests are observed as a whole; a dozen observations of filters in each tell nobody
   * anything.
   */
  @Bean
  @ConditionalOnMissingBean
  SecurityObservationSettings securityObservations() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  @ConditionalOnMissingBean
  JwtDecoder userTokens(TokenDecoders decoders) {
    return decoders.forAudience(Audiences.USER);
  }

  @Bean
  @ConditionalOnMissingBean
  ProblemWriter problemWriter(JsonMapper json) {
    return new ProblemWriter(json);
  }

  @Bean
  @Order(10)
  SecurityFilterChain operatorsChain(HttpSecurity http) throws Exception {
    return stateless(http.securityMatcher("/actuator/**"))
        .authorizeHttpRequests(all -> all.anyRequest().permitAll())
        .build();
  }

  @Bean
  @Order(20)
  SecurityFilterChain internalChain(
      HttpSecurity http,
      TokenDecoders decoders,
      ProblemWriter problems,
      ObjectProvider<PublicPaths> publicPaths)
      throws Exception {
    JwtDecoder serviceTokens = decoders.forAudience(Audiences.INTERNAL);
    String[] open = patterns(publicPaths, true);
    return stateless(http.securityMatcher("/internal/**"))
        .authorizeHttpRequests(
            all -> all.requestMatchers(open).permitAll().anyRequest().authenticated())
        .oauth2ResourceServer(server ->
            server
                .jwt(jwt -> jwt.decoder(serviceTokens))
                .authenticationEntryPoint(unauthorized(problems)))
        .exceptionHandling(e ->
            e.authenticationEntryPoint(unauthorized(problems))
                .accessDeniedHandler(forbidden(problems)))
        .build();
  }

  @Bean
  @Order(30)
  SecurityFilterChain socketChain(HttpSecurity http, JwtDecoder userTokens) throws Exception {
    BearerTokenResolver header = new DefaultBearerTokenResolver();
    BearerTokenResolver validOrNone =
        request -> {
          String token = header.resolve(request);
          try {
            if (token != null) {
              userTokens.decode(token);
            }
            return token;
          } catch (JwtException e) {
            return null;
          }
        };
    return stateless(http.securityMatcher("/ws/**"))
        .authorizeHttpRequests(all -> all.anyRequest().permitAll())
        .oauth2ResourceServer(
            server -> server.bearerTokenResolver(validOrNone).jwt(jwt -> jwt.decoder(userTokens)))
        .build();
  }

  @Bean
  @Order(40)
  SecurityFilterChain peopleChain(
      HttpSecurity http,
      JwtDecoder userTokens,
      ProblemWriter problems,
      ObjectProvider<PublicPaths> publicPaths)
      throws Exception {
    String[] open = patterns(publicPaths, false);
    return stateless(http)
        .authorizeHttpRequests(all ->
            all.dispatcherTypeMatchers(
                    DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                .permitAll()
                .requestMatchers("/v3/api-docs", "/v3/api-docs/**", "/v3/api-docs.yaml")
                .permitAll()
                .requestMatchers(open)
                .permitAll()
                .anyRequest()
                .authenticated())
        .oauth2ResourceServer(server ->
            server
                .jwt(jwt -> jwt.decoder(userTokens))
                .authenticationEntryPoint(unauthorized(problems)))
        .exceptionHandling(e ->
            e.authenticationEntryPoint(unauthorized(problems))
                .accessDeniedHandler(forbidden(problems)))
        .build();
  }

  @Bean
  WebMvcConfigurer currentUserParameters() {
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CurrentUserResolver());
      }
    };
  }

  private static HttpSecurity stateless(HttpSecurity http) throws Exception {
    return http.csrf(csrf -> csrf.disable())
        .logout(logout -> logout.disable())
        .requestCache(cache -> cache.disable())
        .headers(headers -> headers.disable())
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
  }

  private static String[] patterns(ObjectProvider<PublicPaths> publicPaths, boolean internal) {
    return publicPaths.stream()
        .flatMap(paths -> paths.patterns().stream())
        .filter(pattern -> pattern.startsWith("/internal/") == internal)
        .toArray(String[]::new);
  }

  private static AuthenticationEntryPoint unauthorized(ProblemWriter problems) {
    return (request, response, e) -> {
      response.setHeader("WWW-Authenticate", "Bearer");
      problems.write(
          request,
          response,
          HttpStatus.UNAUTHORIZED,
          "unauthorized",
          "Log in, or send a valid access token.");
    };
  }

  private static AccessDeniedHandler forbidden(ProblemWriter problems) {
    return (request, response, e) ->
        problems.write(
            request, response, HttpStatus.FORBIDDEN, "forbidden", "You may not do this.");
  }
}
