package dev.cove.sandbox.agent;

/** What can go wrong between this service and an agent. */
public abstract sealed class AgentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private AgentException(String message) {
    super(message);
  }

  /** The agent is not connected, or went away before it answered. */
  public static final class Gone extends AgentException {
    private static final long serialVersionUID = 1L;

    /** Says which agent. */
    public Gone(String message) {
      super(message);
    }
  }

  /** The agent said no. */
  public static final class Refused extends AgentException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code the protocol's code
     * @param detail the agent's words, for the log only
     */
    public Refused(String code, String detail) {
      super(code + ": " + detail);
      this.code = code;
    }

    /** The protocol's code. */
    public String code() {
      return code;
    }
  }

  /** What came is not the protocol; the connection is ended. */
  public static final class Violation extends AgentException {
    private static final long serialVersionUID = 1L;

    /** Says what was wrong. */
    public Violation(String message) {
      super(message);
    }
  }
}
