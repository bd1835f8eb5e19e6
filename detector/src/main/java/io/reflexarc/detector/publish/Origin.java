package io.reflexarc.detector.publish;

/** Where a record comes from that the detector did not make of the cluster's own streams. */
public enum Origin {
  ALERTMANAGER("alerts"),
  CLOUD_EVENTS("cloudevents"),
  PROMETHEUS("promql"),
  USAGE("usage"),
  OTLP("otlp");

  private final String word;

  Origin(String word) {
    this.word = word;
  }

  /** As metrics and headers say it. */
  public String word() {
    return word;
  }
}
