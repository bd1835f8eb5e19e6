package io.reflexarc.sandbox.scenario;

import java.util.Map;

/**
 * The numbers of a story that are drawn, per version.
 *
 * @param requests counter of all requests
 * @param bad labels of the bad ones, label to regular expression
 * @param unhealthyAbove ratio of bad ones above which a version is sick, 0 to 1
 * @param memory gauge of memory in bytes
 */
public record ChartChoice(
    String requests, Map<String, String> bad, double unhealthyAbove, String memory) {

  /**
   * @throws IllegalArgumentException when the ratio is none
   */
  public ChartChoice {
    bad = Map.copyOf(bad);
    if (!(unhealthyAbove > 0 && unhealthyAbove <= 1)) {
      throw new IllegalArgumentException(
          "charts.unhealthyAbove " + unhealthyAbove + " is not above 0 and at most 1");
    }
  }
}
