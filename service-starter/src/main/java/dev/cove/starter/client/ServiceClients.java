package dev.cove.starter.client;

import dev.cove.starter.problem.Problems;
import dev.cove.starter.security.ServiceTokens;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.MDC;
import org.springframework.boot.http.converter.autoconfigure.ClientHttpMessageConvertersCustomizer;
import org.springframework.cloud.client.loadbalancer.LoadBalancerClient;
import org.springframework.cloud.client.loadbalancer.LoadBalancerInterceptor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.client.RestClient;

/**
 * Makes clients for other services by their name in the registry. Each call has a time-out, the
 * request's correlation id, one more try for a GET that met no connection, and the peer's circuit
 * breaker. Clients are thread-safe and meant to be kept.
 */
public final class ServiceClients {

  private final RestClient.Builder plain;
  private final LoadBalancerClient loadBalancer;
  private final CircuitBreakerRegistry breakers;
  private final ServiceTokens tokens;

  ServiceClients(
      ClientHttpRequestFactory requests,
      List<ClientHttpMessageConvertersCustomizer> converters,
      LoadBalancerClient loadBalancer,
      CircuitBreakerRegistry breakers,
      Function<RestClient, ServiceTokens> tokens) {
    this.plain =
        RestClient.builder()
            .requestFactory(requests)
            .configureMessageConverters(
                all -> converters.forEach(customizer -> customizer.customize(all)));
    this.loadBalancer = loadBalancer;
    this.breakers = breakers;
    this.tokens = tokens.apply(anonymous("auth-service"));
  }

  /** A client that sends no token: for public endpoints of a peer. */
  public RestClient anonymous(String service) {
    CircuitBreaker breaker = breakers.circuitBreaker(service);
    return plain
        .clone()
        .baseUrl("http://" + service)
        .requestInterceptor(ServiceClients::correlate)
        .requestInterceptor((r, body, next) -> guarded(breaker, r, body, next))
        .requestInterceptor(new LoadBalancerInterceptor(loadBalancer))
        .build();
  }

  /** A client that hands on the token of the request being served. */
  public RestClient asCaller(String service) {
    return anonymous(service)
        .mutate()
        .requestInterceptors(list -> list.addFirst(ServiceClients::handOnToken))
        .build();
  }

  /** A client with this service's own token, for {@code /internal/**} of the peer. */
  public RestClient asService(String service) {
    return anonymous(service)
        .mutate()
        .requestInterceptors(list ->
            list.addFirst((request, body, next) -> {
              request.getHeaders().setBearerAuth(tokens.current());
              return next.execute(request, body);
            }))
        .build();
  }

  private static ClientHttpResponse handOnToken(
      HttpRequest request, byte[] body, ClientHttpRequestExecution next) throws IOException {
    if (SecurityContextHolder.getContext().getAuthentication()
        instanceof JwtAuthenticationToken token) {
      request.getHeaders().setBearerAuth(token.getToken().getTokenValue());
    }
    return next.execute(request, body);
  }

  private static ClientHttpResponse correlate(
      HttpRequest request, byte[] body, ClientHttpRequestExecution next) throws IOException {
    String id = MDC.get(Problems.REQUEST_ID);
    if (id != null) {
      request.getHeaders().set("X-Request-Id", id);
    }
    request.getHeaders().remove(HttpHeaders.COOKIE);
    return next.execute(request, body);
  }

  private static ClientHttpResponse guarded(
      CircuitBreaker breaker, HttpRequest request, byte[] body, ClientHttpRequestExecution next)
      throws IOException {
    breaker.acquirePermission();
    long start = System.nanoTime();
    try {
      ClientHttpResponse response = once(request, body, next);
      if (response.getStatusCode().is5xxServerError()) {
        breaker.onError(
            System.nanoTime() - start,
            TimeUnit.NANOSECONDS,
            new IOException("status " + response.getStatusCode()));
      } else {
        breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
      }
      return response;
    } catch (IOException e) {
      breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, e);
      throw e;
    } catch (IllegalStateException e) {
      // no instance in the registry
      breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, e);
      throw new IOException(e);
    }
  }

  private static ClientHttpResponse once(
      HttpRequest request, byte[] body, ClientHttpRequestExecution next) throws IOException {
    try {
      return next.execute(request, body);
    } catch (java.net.ConnectException e) {
      if (!HttpMethod.GET.equals(request.getMethod())) {
        throw e;
      }
      return next.execute(request, body);
    }
  }

  /** Time allowed for connecting to a peer. */
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  /** Time allowed for an answer of a peer. */
  static final Duration READ_TIMEOUT = Duration.ofSeconds(15);
}
