package io.reflexarc.detector;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;

import io.reflexarc.detector.otlp.OtlpSettings;
import io.reflexarc.runtime.config.Settings;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/** What a detector is told of metrics that are exported to it. */
final class OtlpKeys {

  static final String MAX_BYTES = "detector.otlp.max.bytes";
  static final String MAX_POINTS = "detector.otlp.max.points";

  private OtlpKeys() {}

  static void define(ConfigDef definition) {
    definition.define(
        MAX_BYTES,
        Type.INT,
        4 << 20,
        Range.between(1_024, 16 << 20),
        LOW,
        "Longest body of metrics that is taken in by OTLP, bytes, before and after it is"
            + " inflated.");
    definition.define(
        MAX_POINTS,
        Type.INT,
        10_000,
        Range.between(1, 50_000),
        LOW,
        "Most points that are taken in with one body of metrics.");
  }

  static OtlpSettings from(Settings settings) {
    return new OtlpSettings(settings.integer(MAX_BYTES), settings.integer(MAX_POINTS));
  }
}
