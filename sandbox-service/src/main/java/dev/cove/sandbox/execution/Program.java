package dev.cove.sandbox.execution;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What to run: exactly one of a file of the session with arguments, Python code, or a shell
 * command.
 *
 * @param env variables beside those every program of the session gets, or instead of them
 */
public record Program(
    @Nullable String path,
    List<String> args,
    @Nullable String code,
    @Nullable String command,
    Map<String, String> env) {

  /** The longest single argument Linux takes is 128 KiB. */
  private static final int LONGEST = 120_000;

  private static final int SHOWN = 200;
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

  /** The command line, with absolute paths of the image. */
  List<String> argv() {
    int given = (path == null ? 0 : 1) + (code == null ? 0 : 1) + (command == null ? 0 : 1);
    if (given != 1) {
      throw ExecutionErrors.invalid("path", "give exactly one of path, code and command");
    }
    List<String> argv = new ArrayList<>();
    if (path != null) {
      if (path.isEmpty() || path.startsWith("/") || path.indexOf('\0') >= 0) {
        throw ExecutionErrors.invalid("path", "must be a path in the session");
      }
      argv.add(path.endsWith(".sh") ? "/bin/bash" : "/usr/bin/python3");
      argv.add(bounded("path", "./" + path));
      args.forEach(arg -> argv.add(bounded("args", arg)));
    } else if (code != null) {
      argv.addAll(List.of("/usr/bin/python3", "-c", bounded("code", code)));
    } else if (command != null) {
      argv.addAll(List.of("/bin/bash", "-c", bounded("command", command)));
    }
    return argv;
  }

  /** The variables, checked. */
  Map<String, String> environment() {
    long size = 0;
    for (var variable : env.entrySet()) {
      if (!NAME.matcher(variable.getKey()).matches()) {
        throw ExecutionErrors.invalid(
            "env", "a name has letters, digits and _, and begins with no digit; at most 100");
      }
      size += bounded("env", variable.getValue()).length();
    }
    if (size > LONGEST) {
      throw ExecutionErrors.invalid("env", "at most " + LONGEST + " characters in all");
    }
    return env;
  }

  /** A line for the history. */
  String shown() {
    String text = path != null ? path : code != null ? code : String.valueOf(command);
    String line = text.strip().lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
    return line.length() > SHOWN ? line.substring(0, SHOWN) : line;
  }

  private static String bounded(String field, String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST || text.indexOf('\0') >= 0) {
      throw ExecutionErrors.invalid(
          field, "at most " + LONGEST + " bytes without NUL; save it as a file and run that");
    }
    return text;
  }
}
