package dev.cove.gateway.headers;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is believed of a request's headers.
 *
 * @param trustedProxies addresses of reverse proxies in front of the gateway, whose {@code
 *     X-Forwarded-For} names the caller; none by default
 */
@ConfigurationProperties("cove.headers")
record HeaderProperties(@DefaultValue List<String> trustedProxies) {}
