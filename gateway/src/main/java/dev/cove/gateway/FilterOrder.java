package dev.cove.gateway;

/** The order in which a request is judged, cheapest and most general first. */
public final class FilterOrder {

  public static final int ANSWER_HEADERS = 0;
  public static final int PATH = 10;
  public static final int RATE = 20;
  public static final int ORIGIN = 30;
  public static final int BODY = 40;

  private FilterOrder() {}
}
