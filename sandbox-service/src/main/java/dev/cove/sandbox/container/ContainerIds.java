package dev.cove.sandbox.container;

import java.security.SecureRandom;

/** Short ids of containers: in their name, a label, and their run directory. */
public final class ContainerIds {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int LENGTH = 12;
  private static final int ALPHABET = 36;

  private ContainerIds() {}

  /** One that nobody had before (62 random bits). */
  public static String next() {
    StringBuilder id = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      id.append(Character.forDigit(RANDOM.nextInt(ALPHABET), ALPHABET));
    }
    return id.toString();
  }
}
