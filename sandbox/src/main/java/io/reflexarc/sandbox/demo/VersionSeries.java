package io.reflexarc.sandbox.demo;

import java.util.TreeMap;

/** The numbers of one version over event time, in buckets of equal length. */
final class VersionSeries {

  /** Beyond this the oldest buckets go. */
  private static final int MOST_BUCKETS = 3_000;

  private static final class Bucket {
    private double bad;
    private double total;
    private double memory = Double.NaN;
  }

  private final TreeMap<Long, Bucket> buckets = new TreeMap<>();

  void addRequests(long bucket, double bad, double total) {
    Bucket into = at(bucket);
    into.bad += bad;
    into.total += total;
  }

  void addMemory(long bucket, double bytes) {
    Bucket into = at(bucket);
    into.memory = Double.isNaN(into.memory) ? bytes : Math.max(into.memory, bytes);
  }

  /** Ratio of bad requests over buckets {@code [from, to)}; NaN when none were made. */
  double errors(long from, long to) {
    double bad = 0;
    double total = 0;
    for (Bucket bucket : buckets.subMap(from, to).values()) {
      bad += bucket.bad;
      total += bucket.total;
    }
    return total > 0 ? bad / total : Double.NaN;
  }

  /** Largest memory of a pod over buckets {@code [from, to)}; NaN when none was measured. */
  double memory(long from, long to) {
    return buckets.subMap(from, to).values().stream()
        .mapToDouble(bucket -> bucket.memory)
        .filter(bytes -> !Double.isNaN(bytes))
        .max()
        .orElse(Double.NaN);
  }

  private Bucket at(long bucket) {
    Bucket found = buckets.computeIfAbsent(bucket, number -> new Bucket());
    if (buckets.size() > MOST_BUCKETS) {
      buckets.pollFirstEntry();
    }
    return found;
  }
}
