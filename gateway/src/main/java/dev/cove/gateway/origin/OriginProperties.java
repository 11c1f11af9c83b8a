package dev.cove.gateway.origin;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where people find the platform.
 *
 * @param publicUrl the origin people use; https makes cookies and headers strict
 * @param allowedOrigins further origins whose pages may use a person's cookie; none by default
 */
@ConfigurationProperties("cove")
record OriginProperties(
    @DefaultValue("http://localhost:8080") URI publicUrl,
    @DefaultValue List<String> allowedOrigins) {}
