package io.reflexarc.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The machine's memory, bytes. */
public final class Memory {

  private Memory() {}

  static long physical() {
    return system().getTotalMemorySize();
  }

  /** Not in use by any process. */
  public static long free() {
    return system().getFreeMemorySize();
  }

  private static OperatingSystemMXBean system() {
    return (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  }
}
