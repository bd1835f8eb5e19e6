package io.reflexarc.actuator.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.cluster.KubeObject;
import java.util.Map;

/**
 * Between how many replicas an autoscaler may choose.
 *
 * @param least {@code minReplicas}
 * @param most {@code maxReplicas}
 */
public record Bounds(int least, int most) {

  public static final String LEAST = "minReplicas";
  public static final String MOST = "maxReplicas";

  /** No workload that this release was made for has more replicas. */
  public static final int LIMIT = 5000;

  /** Those of an autoscaler; without {@code minReplicas} it is one. */
  public static Bounds of(KubeObject autoscaler) {
    return new Bounds(
        (int) autoscaler.number("/spec/" + LEAST, 1), (int) autoscaler.number("/spec/" + MOST, 1));
  }

  /**
   * Those that two parameters state.
   *
   * @throws InvalidCommandException naming the one that is wrong
   */
  public static Bounds of(Parameters parameters, String least, String most)
      throws InvalidCommandException {
    Bounds bounds = new Bounds(parameters.count(least, 1, LIMIT), parameters.count(most, 1, LIMIT));
    if (bounds.least > bounds.most) {
      throw new InvalidCommandException("parameters." + least + " is above " + most);
    }
    return bounds;
  }

  /** Puts them on an autoscaler. */
  public void putOn(ObjectNode autoscaler) {
    autoscaler.withObject("/spec").put(LEAST, least).put(MOST, most);
  }

  /** From these to others, in words. */
  public Change to(Bounds after) {
    return new Change(fields(), after.fields());
  }

  private Map<String, String> fields() {
    return Map.of(LEAST, Integer.toString(least), MOST, Integer.toString(most));
  }

  @Override
  public String toString() {
    return least + " to " + most;
  }
}
