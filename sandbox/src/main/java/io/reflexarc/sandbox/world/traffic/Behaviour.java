package io.reflexarc.sandbox.world.traffic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How one version of an application behaves, as data.
 *
 * @param errorRatio share of requests that fail while memory is plentiful, 0 to 1
 * @param errorRatioByCountry shares that replace {@code errorRatio} for some countries
 * @param latency time a request takes while memory is plentiful
 * @param memory what the process needs over time
 * @param pressure what happens when memory nears the container's limit
 * @param startup time from container start until the start-up probe passes and requests are served
 * @param crashAfter time from container start until the process exits with 1; zero means never
 * @param cpuMillisPerRequest CPU time of one request
 * @param files the file descriptors that the process holds
 * @param serving whether and how much it serves, and what it needs of others for that
 */
public record Behaviour(
    double errorRatio,
    Map<String, Double> errorRatioByCountry,
    Latency latency,
    Memory memory,
    Pressure pressure,
    Duration startup,
    Duration crashAfter,
    double cpuMillisPerRequest,
    Files files,
    Serving serving) {

  /** A healthy service: 0.05 % errors, 40 ms median, 180 MiB, ready after 3 s. */
  public static final Behaviour HEALTHY =
      new Behaviour(
          0.0005,
          Map.of(),
          new Latency(0.040, 0.5),
          new Memory(180L << 20, 0, 0, Duration.ofSeconds(60), 12L << 20, Duration.ofSeconds(40)),
          new Pressure(0.50, 0.20, 8),
          Duration.ofSeconds(3),
          Duration.ZERO,
          2,
          new Files(60, 0, 65_536),
          new Serving(true, 0, List.of()));

  /** Checks the ranges and copies. */
  public Behaviour {
    ratio("errorRatio", errorRatio);
    errorRatioByCountry.forEach((country, r) -> ratio("errorRatioByCountry." + country, r));
    errorRatioByCountry = Map.copyOf(errorRatioByCountry);
    notNegative("startup", startup.toNanos());
    notNegative("crashAfter", crashAfter.toNanos());
    notNegative("cpuMillisPerRequest", cpuMillisPerRequest);
  }

  /**
   * File descriptors of a process. One that has none left can take no connection: all its requests
   * fail.
   *
   * @param atRest without requests
   * @param leakPerSecond never closed
   * @param atMost what the process may have open
   */
  public record Files(int atRest, double leakPerSecond, int atMost) {
    /** Checks the ranges. */
    public Files {
      notNegative("openFiles", atRest);
      notNegative("openFilesLeakPerSecond", leakPerSecond);
      if (atMost <= atRest) {
        throw new IllegalArgumentException(
            "openFilesAtMost: " + atMost + " is not above openFiles, " + atRest);
      }
    }
  }

  /**
   * What a process does for those who ask it.
   *
   * @param answers whether it does at all; one that does not is alive, and not ready
   * @param atMostPerSecond requests a second beyond which the rest fails; 0 for any number
   * @param calls what it asks of other Services
   */
  public record Serving(boolean answers, double atMostPerSecond, List<Call> calls) {
    /** Checks the ranges and copies. */
    public Serving {
      notNegative("atMostPerSecond", atMostPerSecond);
      calls = List.copyOf(calls);
    }
  }

  /**
   * Log-normal request time.
   *
   * @param medianSeconds half of the requests are faster
   * @param sigma spread of the logarithm; the 99th percentile is median · e^(2.326 · sigma)
   */
  public record Latency(double medianSeconds, double sigma) {
    /** Checks the ranges. */
    public Latency {
      if (!(medianSeconds > 0 && medianSeconds <= 600)) {
        throw new IllegalArgumentException(
            "latency.medianSeconds: " + medianSeconds + " is not above 0 and at most 600");
      }
      if (!(sigma >= 0.01 && sigma <= 3)) {
        throw new IllegalArgumentException("latency.sigma: " + sigma + " is not in 0.01 to 3");
      }
    }
  }

  /**
   * Resident memory over the life of a process.
   *
   * @param baselineBytes after warm-up, just after a collection
   * @param leakBytesPerSecond never given back
   * @param leakBytesPerRequest never given back
   * @param warmUp time until the baseline is reached, from two fifths of it at the start
   * @param sawtoothBytes garbage just before a collection
   * @param sawtoothPeriod time between collections
   */
  public record Memory(
      long baselineBytes,
      double leakBytesPerSecond,
      double leakBytesPerRequest,
      Duration warmUp,
      long sawtoothBytes,
      Duration sawtoothPeriod) {
    /** Checks the ranges. */
    public Memory {
      notNegative("memory.baselineBytes", baselineBytes);
      notNegative("memory.leakBytesPerSecond", leakBytesPerSecond);
      notNegative("memory.leakBytesPerRequest", leakBytesPerRequest);
      notNegative("memory.warmUp", warmUp.toNanos());
      notNegative("memory.sawtoothBytes", sawtoothBytes);
      if (sawtoothPeriod.toMillis() < 1) {
        throw new IllegalArgumentException("memory.sawtoothPeriod: must be 1 ms or longer");
      }
    }
  }

  /**
   * What full memory does to the requests. Above {@code onset} the effects grow with the square of
   * how far memory has gone from there to the limit.
   *
   * @param onset share of the limit at which collections begin to hurt
   * @param errorRatioAtLimit added to the error ratio when the limit is reached
   * @param slowdownAtLimit added to the factor on latency when the limit is reached
   */
  public record Pressure(double onset, double errorRatioAtLimit, double slowdownAtLimit) {
    /** Checks the ranges. */
    public Pressure {
      if (!(onset >= 0 && onset < 1)) {
        throw new IllegalArgumentException(
            "pressure.onset: " + onset + " is not 0 or more and below 1");
      }
      ratio("pressure.errorRatioAtLimit", errorRatioAtLimit);
      notNegative("pressure.slowdownAtLimit", slowdownAtLimit);
    }

    /** 0 without pressure, 1 at the limit. */
    double at(double shareOfLimit) {
      double gone = Math.min(1, Math.max(0, (shareOfLimit - onset) / (1 - onset)));
      return gone * gone;
    }
  }

  /** The same with another error ratio, for every country. */
  public Behaviour withErrorRatio(double ratio) {
    return new Behaviour(
        ratio,
        Map.of(),
        latency,
        memory,
        pressure,
        startup,
        crashAfter,
        cpuMillisPerRequest,
        files,
        serving);
  }

  /** The same with another error ratio for one country. */
  public Behaviour withErrorRatio(String country, double ratio) {
    Map<String, Double> byCountry = new TreeMap<>(errorRatioByCountry);
    byCountry.put(country, ratio);
    return new Behaviour(
        errorRatio,
        byCountry,
        latency,
        memory,
        pressure,
        startup,
        crashAfter,
        cpuMillisPerRequest,
        files,
        serving);
  }

  /** The same with other request times. */
  public Behaviour withLatency(Latency other) {
    return new Behaviour(
        errorRatio,
        errorRatioByCountry,
        other,
        memory,
        pressure,
        startup,
        crashAfter,
        cpuMillisPerRequest,
        files,
        serving);
  }

  /** The same with other memory. */
  public Behaviour withMemory(Memory other) {
    return new Behaviour(
        errorRatio,
        errorRatioByCountry,
        latency,
        other,
        pressure,
        startup,
        crashAfter,
        cpuMillisPerRequest,
        files,
        serving);
  }

  /** The same, leaking so many bytes each second. */
  public Behaviour withLeak(double bytesPerSecond) {
    return withMemory(
        new Memory(
            memory.baselineBytes,
            bytesPerSecond,
            memory.leakBytesPerRequest,
            memory.warmUp,
            memory.sawtoothBytes,
            memory.sawtoothPeriod));
  }

  /** The same, exiting with 1 so long after each start. */
  public Behaviour withCrashAfter(Duration delay) {
    return new Behaviour(
        errorRatio,
        errorRatioByCountry,
        latency,
        memory,
        pressure,
        startup,
        delay,
        cpuMillisPerRequest,
        files,
        serving);
  }

  /** The same, serving otherwise. */
  public Behaviour withServing(Serving other) {
    return new Behaviour(
        errorRatio,
        errorRatioByCountry,
        latency,
        memory,
        pressure,
        startup,
        crashAfter,
        cpuMillisPerRequest,
        files,
        other);
  }

  /** The same with other file descriptors. */
  public Behaviour withFiles(Files other) {
    return new Behaviour(
        errorRatio,
        errorRatioByCountry,
        latency,
        memory,
        pressure,
        startup,
        crashAfter,
        cpuMillisPerRequest,
        other,
        serving);
  }

  double errorRatio(String country) {
    return errorRatioByCountry.getOrDefault(country, errorRatio);
  }

  private static void ratio(String field, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(field + ": " + value + " is not between 0 and 1");
    }
  }

  private static void notNegative(String field, Number number) {
    double value = number.doubleValue();
    if (!(value >= 0)) {
      throw new IllegalArgumentException(field + ": " + value + " is negative");
    }
  }
}
