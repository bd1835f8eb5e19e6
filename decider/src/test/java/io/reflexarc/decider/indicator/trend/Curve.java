package io.reflexarc.decider.indicator.trend;

import java.util.Locale;
import java.util.Random;
import java.util.function.ToDoubleBiFunction;

/**
 * How the memory of a process was made up: MiB of 512, for three hours, every 15 s. Noise is
 * Gaussian of a fixed seed; {@code slow} noise stays for minutes (an AR(1) process, 0.95 from
 * sample to sample). The files in {@code corpus/trend} are written from here, and compared with it.
 */
enum Curve {
  /** 180, noise of 12. */
  STEADY_NOISY(false, Lives.ONE, (minutes, noise) -> 180 + 12 * noise.quick()),
  /** 430 of 512 for good, slow noise of 12: a heap that uses what it was given. */
  STEADY_HIGH(false, Lives.ONE, (minutes, noise) -> 430 + 12 * noise.slow()),
  /** 160, and a collector that frees 150 every 100 s. */
  SAWTOOTH_GC(
      false, Lives.ONE, (minutes, noise) -> 160 + 150 * saw(minutes, 100 / 60.0) + noise.quick()),
  /** 160, and a collector that frees 200 every 7 minutes. */
  SAWTOOTH_GC_SLOW(
      false, Lives.ONE, (minutes, noise) -> 160 + 200 * saw(minutes, 7) + 2 * noise.quick()),
  /** Young collections of 60 every 20 s, old ones of 180 every 14 minutes. */
  SAWTOOTH_GC_TWO_GENERATIONS(
      false,
      Lives.ONE,
      (minutes, noise) -> 140 + 60 * saw(minutes, 1 / 3.0) + 180 * saw(minutes, 14)),
  /** From 120 to 330 with a time constant of 4 minutes: classes, compiled code, pools. */
  WARM_UP(
      false,
      Lives.ONE,
      (minutes, noise) -> 120 + 210 * (1 - StrictMath.exp(-minutes / 4)) + 4 * noise.quick()),
  /** A warm-up of 210 in each of its lives: it is deployed anew every 45 minutes. */
  WARM_UP_AGAIN(
      false,
      Lives.EVERY_45_MINUTES,
      (minutes, noise) -> 120 + 210 * (1 - StrictMath.exp(-minutes / 4)) + 4 * noise.quick()),
  /** From 150 to 400 with a time constant of 15 minutes: ever fewer keys are missed. */
  CACHE_FILL(
      false,
      Lives.ONE,
      (minutes, noise) -> 150 + 250 * (1 - StrictMath.exp(-minutes / 15)) + 3 * noise.quick()),
  /** From 150 to its bound of 380 in 12 minutes, then no further. */
  CACHE_FILL_BOUNDED(
      false,
      Lives.ONE,
      (minutes, noise) -> Math.min(150 + 19.2 * minutes, 380) + 3 * noise.quick()),
  /** With the traffic of a morning, from 170 to 390 within two hours and a half. */
  DIURNAL(
      false,
      Lives.ONE,
      (minutes, noise) ->
          280 - 110 * StrictMath.cos(Math.PI * Math.min(minutes, 150) / 150) + 6 * noise.slow()),
  /** 200; a batch job takes 160 more from the 10th to the 22nd minute of each hour. */
  BATCH_JOBS(
      false,
      Lives.ONE,
      (minutes, noise) ->
          200
              + 160 * clamp((minutes % 60 - 10) / 5) * clamp((22 - minutes % 60) / 2)
              + 4 * noise.quick()),
  /** Traffic doubles within 3 minutes after an hour: from 190 to 330. */
  LOAD_STEP(
      false,
      Lives.ONE,
      (minutes, noise) -> 190 + 140 * clamp((minutes - 60) / 3) + 6 * noise.slow()),

  /** 2.2 a minute: full after two hours and a half. */
  LEAK_SLOW(true, Lives.ONE, (minutes, noise) -> 180 + 2.2 * minutes + 4 * noise.quick()),
  /** 12 a minute: full after 28 minutes. */
  LEAK_FAST(true, Lives.ONE, (minutes, noise) -> 180 + 12 * minutes + 6 * noise.quick()),
  /** 4 a minute under a collector that frees 110 every 100 s. */
  LEAK_UNDER_SAWTOOTH(
      true,
      Lives.ONE,
      (minutes, noise) -> 150 + 4 * minutes + 110 * saw(minutes, 100 / 60.0) + noise.quick()),
  /** 3 a minute under a collector that frees 120 every 7 minutes. */
  LEAK_UNDER_SLOW_SAWTOOTH(
      true,
      Lives.ONE,
      (minutes, noise) -> 150 + 3 * minutes + 120 * saw(minutes, 7) + noise.quick()),
  /** 4 a minute under slow noise of 12. */
  LEAK_NOISY(true, Lives.ONE, (minutes, noise) -> 170 + 4 * minutes + 12 * noise.slow()),
  /** 20 at a time, every 5 minutes. */
  LEAK_IN_STEPS(
      true, Lives.ONE, (minutes, noise) -> 160 + 20 * Math.floor(minutes / 5) + 2 * noise.quick()),
  /** A warm-up of 100, then 4 a minute. */
  LEAK_AFTER_WARM_UP(
      true,
      Lives.ONE,
      (minutes, noise) ->
          120 + 100 * (1 - StrictMath.exp(-minutes / 4)) + 4 * minutes + 4 * noise.quick()),
  /** 7 a minute; it is killed at 512 and begins anew at 180, every 45 minutes or so. */
  LEAK_WITH_RESTARTS(
      true,
      Lives.EVERY_45_MINUTES,
      (minutes, noise) -> Math.min(180 + 7.4 * minutes, 512) + 4 * noise.quick());

  /** How long a process lives. */
  enum Lives {
    ONE,
    EVERY_45_MINUTES;

    int bornAt(int second) {
      return this == ONE ? 0 : second - second % 2_700;
    }
  }

  static final int SECONDS = 10_800;
  static final int EVERY = 15;
  static final double LIMIT = 512;

  private final boolean leak;
  private final Lives lives;
  private final ToDoubleBiFunction<Double, Noise> level;

  Curve(boolean leak, Lives lives, ToDoubleBiFunction<Double, Noise> level) {
    this.leak = leak;
    this.lives = lives;
    this.level = level;
  }

  boolean isLeak() {
    return leak;
  }

  String file() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".csv";
  }

  /** The file: second, second at which the process started, MiB. */
  String csv() {
    Noise noise = new Noise(new Random(ordinal()));
    StringBuilder csv = new StringBuilder("second,startedAt,mebibytes\n");
    for (int second = 0; second < SECONDS; second += EVERY) {
      int bornAt = lives.bornAt(second);
      double value = level.applyAsDouble((second - bornAt) / 60.0, noise.next());
      csv.append(String.format(Locale.ROOT, "%d,%d,%.1f%n", second, bornAt, value));
    }
    return csv.toString().replace("\r", "");
  }

  private static double saw(double minutes, double period) {
    return minutes / period - Math.floor(minutes / period);
  }

  private static double clamp(double value) {
    return Math.max(0, Math.min(1, value));
  }

  /** Noise of one sample. */
  private static final class Noise {
    private static final double KEPT = 0.95;

    private final Random random;
    private double quick;
    private double slow;

    Noise(Random random) {
      this.random = random;
    }

    Noise next() {
      quick = random.nextGaussian();
      slow = KEPT * slow + StrictMath.sqrt(1 - KEPT * KEPT) * quick;
      return this;
    }

    double quick() {
      return quick;
    }

    double slow() {
      return slow;
    }
  }
}
