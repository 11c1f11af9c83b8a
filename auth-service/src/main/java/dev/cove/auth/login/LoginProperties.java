package dev.cove.auth.login;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where people come from.
 *
 * @param publicUrl the origin people use; its scheme decides whether cookies are {@code Secure}
 * @param trustedProxies networks of the gateway: only they may say for whom they ask
 */
@ConfigurationProperties("cove.auth")
public record LoginProperties(URI publicUrl, List<String> trustedProxies) {}
