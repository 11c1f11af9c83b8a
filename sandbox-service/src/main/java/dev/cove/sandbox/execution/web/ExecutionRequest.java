package dev.cove.sandbox.execution.web;

import dev.cove.sandbox.execution.Program;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What to run: exactly one of path, code and command. */
record ExecutionRequest(
    @Nullable String path,
    @Size(max = 200) @Nullable List<String> args,
    @Nullable String code,
    @Nullable String command,
    @Size(max = 1_000_000) @Nullable String stdin,
    @Size(max = 64) @Nullable Map<String, String> env,
    @Nullable Integer timeoutSeconds,
    @Nullable Long revision) {

  Program program() {
    return new Program(
        path,
        args == null ? List.of() : List.copyOf(args),
        code,
        command,
        env == null ? Map.of() : Map.copyOf(env));
  }
}
