package io.reflexarc.sandbox.world.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Kubernetes quantities such as {@code 200m}, {@code 256Mi} or {@code 2}. */
public final class Quantity {
  private static final Map<String, Double> UNITS =
      Map.ofEntries(
          Map.entry("n", 1e-9),
          Map.entry("u", 1e-6),
          Map.entry("m", 1e-3),
          Map.entry("", 1.0),
          Map.entry("k", 1e3),
          Map.entry("M", 1e6),
          Map.entry("G", 1e9),
          Map.entry("T", 1e12),
          Map.entry("Ki", 1024.0),
          Map.entry("Mi", 1024.0 * 1024),
          Map.entry("Gi", 1024.0 * 1024 * 1024),
          Map.entry("Ti", 1024.0 * 1024 * 1024 * 1024));

  private Quantity() {}

  /** The value in cores, bytes or pieces; 0 when absent. */
  public static double of(JsonNode quantity) {
    String text = quantity.asText("").trim();
    if (text.isEmpty()) {
      return 0;
    }
    int end = text.length();
    while (end > 0 && Character.isLetter(text.charAt(end - 1))) {
      end--;
    }
    Double unit = UNITS.get(text.substring(end));
    if (unit == null) {
      throw new IllegalArgumentException("'" + text + "' is not a quantity, write 200m or 256Mi");
    }
    return Double.parseDouble(text.substring(0, end)) * unit;
  }

  /** What the containers of a pod request together of a resource. */
  public static double requested(JsonNode pod, String resource) {
    double sum = 0;
    for (JsonNode container : pod.path("spec").path("containers")) {
      JsonNode resources = container.path("resources");
      JsonNode request = resources.path("requests").path(resource);
      sum += of(request.isMissingNode() ? resources.path("limits").path(resource) : request);
    }
    return sum;
  }
}
