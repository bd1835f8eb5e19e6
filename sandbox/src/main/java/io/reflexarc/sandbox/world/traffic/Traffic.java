package io.reflexarc.sandbox.world.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The requests that clients send to a Service, or to a route that leads to several.
 *
 * @param namespace of the Service
 * @param service its name, empty where a route is meant
 * @param route the name of an HTTPRoute, empty where a Service is meant
 * @param retries how often at most a client sends again what failed, at once
 * @param requestsPerSecond mean over a day
 * @param countries weights of the countries the clients are in; by default DE 60, US 30, FR 10
 * @param daily share of the mean by which the rate swings over 24 h, 0 to 1; busiest at 14:00 UTC
 */
public record Traffic(
    String namespace,
    String service,
    String route,
    int retries,
    double requestsPerSecond,
    Map<String, Double> countries,
    double daily) {
  private static final double DAY_SECONDS = Duration.ofDays(1).toSeconds();

  /** Checks the ranges, copies, and makes the weights add up to 1. */
  public Traffic {
    if (!(requestsPerSecond >= 0 && requestsPerSecond <= 1e6)) {
      throw new IllegalArgumentException(
          "requestsPerSecond: " + requestsPerSecond + " is not between 0 and 1000000");
    }
    if (!(retries >= 0 && retries <= 100)) {
      throw new IllegalArgumentException("retries: " + retries + " is not between 0 and 100");
    }
    if (!(daily >= 0 && daily <= 1)) {
      throw new IllegalArgumentException("daily: " + daily + " is not between 0 and 1");
    }
    countries = shares(countries);
  }

  /** A steady rate from the default countries. */
  public static Traffic steady(String namespace, String service, double requestsPerSecond) {
    Map<String, Double> mix = new LinkedHashMap<>();
    mix.put("DE", 60.0);
    mix.put("US", 30.0);
    mix.put("FR", 10.0);
    return new Traffic(namespace, service, "", 0, requestsPerSecond, mix, 0);
  }

  /** The rate at a moment, in requests a second. */
  public double rateAt(Instant at) {
    if (daily == 0) {
      return requestsPerSecond;
    }
    double phase = (at.getEpochSecond() % DAY_SECONDS - 14 * 3600) / DAY_SECONDS;
    return requestsPerSecond * (1 + daily * Math.cos(2 * Math.PI * phase));
  }

  /** How many requests come of one, when this share of them fails: it is sent again, and so on. */
  double attempts(double failing) {
    double attempts = 1;
    double again = failing;
    for (int i = 0; i < retries; i++) {
      attempts += again;
      again *= failing;
    }
    return attempts;
  }

  private static Map<String, Double> shares(Map<String, Double> weights) {
    double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    if (!(sum > 0) || weights.values().stream().anyMatch(w -> w < 0)) {
      throw new IllegalArgumentException(
          "countries: " + weights + " needs weights that are not negative and not all zero");
    }
    Map<String, Double> shares = new LinkedHashMap<>();
    weights.forEach((country, weight) -> shares.put(country, weight / sum));
    return Collections.unmodifiableMap(shares);
  }
}
