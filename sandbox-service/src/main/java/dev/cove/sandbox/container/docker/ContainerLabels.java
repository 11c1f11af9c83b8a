package dev.cove.sandbox.container.docker;

import dev.cove.sandbox.container.ContainerSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/** The labels by which our containers are found again, and nobody else's are. */
final class ContainerLabels {

  static final String SANDBOX = "cove.sandbox";
  static final String INSTANCE = "cove.instance";
  static final String SESSION = "cove.session";

  private ContainerLabels() {}

  static Map<String, String> of(ContainerSpec spec) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(SANDBOX, spec.sandboxId());
    labels.put(INSTANCE, spec.instance());
    if (spec.session() != null) {
      labels.put(SESSION, spec.session().toString());
    }
    return labels;
  }
}
