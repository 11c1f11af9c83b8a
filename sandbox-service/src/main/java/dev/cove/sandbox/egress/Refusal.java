package dev.cove.sandbox.egress;

/** A connection that is not made, with the sentence that its program is told. */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1;

  /** The rule that was broken, or what went wrong; the tag of the counter. */
  enum Rule {
    METHOD(405),
    HEAD_TOO_LARGE(431),
    HEAD_TOO_SLOW(408),
    MALFORMED(400),
    USER_INFO(403),
    IP_LITERAL(403),
    ALLOW_LIST(403),
    PORT(403),
    ADDRESS(403),
    TOO_MANY(429),
    NO_SUCH_NAME(502),
    NAME_TOO_SLOW(504),
    UNREACHABLE(502),
    CONNECT_TOO_SLOW(504);

    private final int status;

    Rule(int status) {
      this.status = status;
    }

    /** The rule's name as people and counters see it. */
    String code() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  private final Rule rule;

  /**
   * @param text a sentence; whatever of it came from inside is cut and cleaned when it is said
   */
  Refusal(Rule rule, String text) {
    super(text, null, false, false);
    this.rule = rule;
  }

  Rule rule() {
    return rule;
  }

  int status() {
    return rule.status;
  }

  /** The sentence with its rule, fit for a log line and for a status line, where pip shows it. */
  String text() {
    return "Cove: " + printable(String.valueOf(getMessage()), 300) + " (rule: " + rule.code() + ")";
  }

  /** At most that many characters, and no others than those one can see. */
  static String printable(String text, int most) {
    StringBuilder clean = new StringBuilder();
    for (int i = 0; i < text.length() && i < most; i++) {
      char c = text.charAt(i);
      clean.append(c >= ' ' && c <= '~' ? c : '?');
    }
    return clean.toString();
  }
}
