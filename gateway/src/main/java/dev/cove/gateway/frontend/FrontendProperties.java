package dev.cove.gateway.frontend;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the exported front end is.
 *
 * @param dir the export's folder; empty serves no front end, only the API
 */
@ConfigurationProperties("cove.frontend")
record FrontendProperties(@DefaultValue("") String dir) {}
