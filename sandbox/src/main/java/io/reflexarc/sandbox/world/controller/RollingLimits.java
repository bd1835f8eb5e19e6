package io.reflexarc.sandbox.world.controller;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How far a rolling update may leave the wanted number of pods.
 *
 * @param maxSurge pods above it
 * @param maxUnavailable pods below it
 */
record RollingLimits(int maxSurge, int maxUnavailable) {

  /** The limits of a Deployment: percentages of replicas, surge rounded up, the other down. */
  static RollingLimits of(JsonNode deployment) {
    JsonNode spec = deployment.path("spec");
    int replicas = replicas(deployment);
    if (spec.path("strategy").path("type").asText("RollingUpdate").equals("Recreate")) {
      return new RollingLimits(0, 0);
    }
    JsonNode rolling = spec.path("strategy").path("rollingUpdate");
    int surge = absolute(rolling.path("maxSurge"), replicas, true);
    int unavailable = absolute(rolling.path("maxUnavailable"), replicas, false);
    if (surge == 0 && unavailable == 0) {
      unavailable = 1;
    }
    return new RollingLimits(surge, Math.min(unavailable, replicas));
  }

  /** Wanted replicas of a Deployment or a ReplicaSet; 1 unless told. */
  static int replicas(JsonNode workload) {
    return workload.path("spec").path("replicas").asInt(1);
  }

  /** A number, or a percentage of {@code total}; a quarter when absent. */
  static int absolute(JsonNode value, int total, boolean roundUp) {
    if (value.isNumber()) {
      return value.asInt();
    }
    String text = value.asText("");
    String percent = text.isEmpty() ? "25%" : text;
    if (!percent.endsWith("%")) {
      return Integer.parseInt(percent.trim());
    }
    double share = Double.parseDouble(percent.substring(0, percent.length() - 1)) / 100 * total;
    return (int) (roundUp ? Math.ceil(share) : Math.floor(share));
  }
}
