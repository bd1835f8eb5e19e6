package io.reflexarc.bench.wire;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * {@link Wire} as a process of its own. Says where both are on standard output, one setting a line,
 * then that it is up. Ends with its standard input.
 */
public final class WireMain {

  /** What it says when both are up. */
  static final String UP = "UP";

  /** What it says before a setting; all else is not for us. */
  static final String SETTING = "SETTING ";

  private WireMain() {}

  /** Runs until its standard input ends; takes settings of topics as {@code name=value}. */
  public static void main(String[] args) throws IOException {
    Map<String, String> topics = new HashMap<>();
    for (String arg : args) {
      int equals = arg.indexOf('=');
      topics.put(arg.substring(0, equals), arg.substring(equals + 1));
    }
    try (Wire wire = Wire.start(topics)) {
      wire.settings().forEach((name, value) -> System.out.println(SETTING + name + "=" + value));
      System.out.println(UP);
      while (System.in.read() >= 0) {
        Thread.onSpinWait();
      }
    }
    System.exit(0);
  }
}
