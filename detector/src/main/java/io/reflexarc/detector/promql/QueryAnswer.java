package io.reflexarc.detector.promql;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.detector.intake.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what a server answers to a query: a vector, or a matrix. */
final class QueryAnswer {

  private static final int MOST_LABELS = 64;
  private static final int LONGEST_LABEL = 1_024;
  private static final int MOST_POINTS = 4_000;
  private static final double LAST_SECOND = 253_402_300_799.0;

  private QueryAnswer() {}

  /**
   * Reads an answer.
   *
   * @throws QueryFailedException when it is none, or too much
   */
  static List<Series> read(byte[] body, int maxSeries) {
    JsonNode json =
        Json.read(body).orElseThrow(() -> failed("malformed", "the answer is not JSON"));
    if (!json.path("status").asText().equals("success")) {
      throw failed("refused", json.path("error").asText("no reason given"));
    }
    JsonNode data = json.path("data");
    String type = data.path("resultType").asText();
    if (!type.equals("vector") && !type.equals("matrix")) {
      throw failed("malformed", "the result is a " + type + ", ask for a vector");
    }
    JsonNode result = data.path("result");
    if (!result.isArray()) {
      throw failed("malformed", "data.result is not a list");
    }
    if (result.size() > maxSeries) {
      throw failed(
          "too-many-series",
          result.size() + " series, at most " + maxSeries + " are taken: aggregate them");
    }
    List<Series> series = new ArrayList<>();
    for (JsonNode one : result) {
      series.add(new Series(labels(one.path("metric")), points(one)));
    }
    return series;
  }

  private static Map<String, String> labels(JsonNode metric) {
    if (metric.size() > MOST_LABELS) {
      throw failed("malformed", "a series has more than " + MOST_LABELS + " labels");
    }
    Map<String, String> labels = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : metric.properties()) {
      String value = entry.getValue().asText();
      if (entry.getKey().length() > LONGEST_LABEL || value.length() > LONGEST_LABEL) {
        throw failed("malformed", "a label is longer than " + LONGEST_LABEL + " characters");
      }
      labels.put(entry.getKey(), value);
    }
    return labels;
  }

  private static List<Series.Point> points(JsonNode series) {
    JsonNode values = series.path("values");
    if (values.size() > MOST_POINTS) {
      throw failed("malformed", "a series has more than " + MOST_POINTS + " points");
    }
    List<Series.Point> points = new ArrayList<>();
    if (series.has("value")) {
      points.add(point(series.path("value")));
    }
    for (JsonNode value : values) {
      points.add(point(value));
    }
    return points;
  }

  private static Series.Point point(JsonNode pair) {
    double seconds = pair.path(0).asDouble(-1);
    if (!pair.isArray() || pair.size() != 2 || seconds < 0 || seconds > LAST_SECOND) {
      throw failed("malformed", "a point is not [time, \"value\"]");
    }
    Instant at = Instant.ofEpochMilli(Math.round(seconds * 1_000));
    return new Series.Point(at, number(pair.path(1).asText()));
  }

  private static double number(String text) {
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> {
        try {
          yield Double.parseDouble(text);
        } catch (NumberFormatException e) {
          throw failed("malformed", "a value is not a number");
        }
      }
    };
  }

  private static QueryFailedException failed(String reason, String message) {
    return new QueryFailedException(reason, message);
  }
}
