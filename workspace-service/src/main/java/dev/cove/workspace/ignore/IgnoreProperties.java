package dev.cove.workspace.ignore;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The ignore list of sessions that have none of their own.
 *
 * @param names the same that the sandbox service gives its containers ({@code cove.sandbox.ignore})
 */
@ConfigurationProperties("cove.ignore")
public record IgnoreProperties(
    @DefaultValue({
          ".venv",
          "__pycache__",
          "node_modules",
          ".ipynb_checkpoints",
          ".mypy_cache",
          ".pytest_cache",
          ".ruff_cache"
        })
        List<String> names) {}
