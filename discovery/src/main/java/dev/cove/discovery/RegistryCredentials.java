package dev.cove.discovery;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may read and change the registry.
 *
 * @param username the name the services give; part of their Eureka URL
 * @param password what they prove it with; there is no default, so a registry is never open
 */
@Validated
@ConfigurationProperties("cove.discovery")
record RegistryCredentials(
    @DefaultValue("cove") @NotBlank String username, @NotBlank @Size(min = 12) String password) {

  @Override
  public String toString() {
    return "RegistryCredentials[username=" + username + "]";
  }
}
