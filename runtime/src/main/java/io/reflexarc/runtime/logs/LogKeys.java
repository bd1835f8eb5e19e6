package io.reflexarc.runtime.logs;

import org.slf4j.MDC;

/** The keys a log line carries beside its message, so that one can follow one target's story. */
public final class LogKeys {

  public static final String STAGE = "stage";
  public static final String TARGET = "target";
  public static final String INCIDENT = "incident";
  public static final String COMMAND = "command";

  private LogKeys() {}

  /** Until closed, every line of this thread carries this key. */
  public static MDC.MDCCloseable with(String key, String value) {
    return MDC.putCloseable(key, value);
  }
}
