package io.reflexarc.schemas.policy;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads which series of a metric are meant: {@code metric} and {@code where}. */
final class SelectorReader {

  static final int MAX_CONDITIONS = 10;
  static final int LONGEST_NAME = 200;
  static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]{0,199}");
  private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,199}");

  private SelectorReader() {}

  /** Reads the two fields of a mapping that may hold others too. */
  static Optional<MetricSelector> readBeside(Fields fields) {
    Optional<String> metric =
        fields.required(
            "metric",
            Scalars.text(METRIC, LONGEST_NAME, "the name of a metric, such as http_requests_total"),
            "the name of a metric");
    int before = fields.mistakes().count();
    Map<String, LabelPattern> where =
        fields.entries("where", MAX_CONDITIONS, LABEL, "a metric label's name", Scalars.pattern());
    return fields.mistakes().count() == before
        ? metric.map(name -> new MetricSelector(name, where))
        : Optional.empty();
  }

  /** Reads a mapping of these two fields alone. */
  static Optional<MetricSelector> read(Fields fields) {
    Optional<MetricSelector> selector = readBeside(fields);
    return fields.finish() ? selector : Optional.empty();
  }
}
