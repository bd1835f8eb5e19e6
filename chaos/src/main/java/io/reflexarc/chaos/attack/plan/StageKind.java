package io.reflexarc.chaos.attack.plan;

import java.util.Locale;

/** The three deployables. */
public enum StageKind {
  DETECTOR,
  DECIDER,
  ACTUATOR;

  /** As its process and its settings are called. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
