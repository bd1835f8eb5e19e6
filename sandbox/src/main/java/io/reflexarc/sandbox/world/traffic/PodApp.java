package io.reflexarc.sandbox.world.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The process in one container from one start to its end: what it has counted so far and how much
 * memory it holds. The world's thread steps it; any thread may read it.
 */
public final class PodApp {
  private static final double SECOND = 1e9;

  private final PodIdentity identity;
  private final Instant startedAt;
  private final double phase;
  private final Map<String, Outcome> byCountry = new LinkedHashMap<>();
  private final LatencyHistogram latency = new LatencyHistogram();
  private Instant seenAt;
  private double leakedBytes;
  private double leakedFiles;
  private double memoryBytes;
  private double cpuSeconds;
  private double cpuCores;
  private double gcSeconds;
  private long gcCount;
  private int openFiles;
  private boolean wedged;
  private boolean frozen;
  private double cpuShare = 1;
  private boolean stalled;
  private double spoilt;
  private boolean cutOff;
  private boolean silent;
  private Leadership leadership = Leadership.NONE;
  private long received;
  private long done;

  PodApp(PodIdentity identity, Instant startedAt, Behaviour behaviour) {
    this.identity = identity;
    this.startedAt = startedAt;
    this.seenAt = startedAt;
    this.phase = (identity.pod().hashCode() & 0xffff) / 65536.0;
    this.openFiles = behaviour.files().atRest();
    remember(behaviour, startedAt);
  }

  /** Whose process it is. */
  public PodIdentity identity() {
    return identity;
  }

  /** When the process began. */
  public Instant startedAt() {
    return startedAt;
  }

  /** A process that answers nothing any more: readiness and liveness fail until it is restarted. */
  public synchronized void wedge() {
    wedged = true;
  }

  /** Its machine stands still, or goes on: it answers nobody meanwhile, and then is as before. */
  public synchronized void freeze(boolean now) {
    frozen = now;
  }

  /** Whether its machine stands still. */
  public synchronized boolean isFrozen() {
    return frozen;
  }

  /** It gets this share of the CPU that it would use, above 0 to 1; each request takes longer. */
  public synchronized void starve(double share) {
    cpuShare = share;
  }

  /** A worker that is stuck: the process answers as before, and completes no more jobs. */
  public synchronized void stall() {
    stalled = true;
  }

  /** From now on this share of its requests fails, besides those that fail in any process. */
  public synchronized void spoil(double ratio) {
    spoilt = ratio;
  }

  /** It serves as before, and nobody can read its metrics any more. */
  public synchronized void silence() {
    silent = true;
  }

  /** Whether its metrics can be read. */
  public synchronized boolean isSilent() {
    return silent;
  }

  /**
   * It answers its clients, and no longer reaches the API: it neither gains nor gives up a lead.
   */
  public synchronized void cutOff() {
    cutOff = true;
  }

  /** Whether it does not reach the API. */
  public synchronized boolean isCutOff() {
    return cutOff;
  }

  /** It takes part in an election, and leads or does not. */
  public synchronized void lead(boolean leads) {
    leadership = leads ? Leadership.LEADS : Leadership.FOLLOWS;
  }

  /** Whether it takes itself for the leader. */
  public synchronized boolean leads() {
    return leadership == Leadership.LEADS;
  }

  /** Whether the process answers its liveness probe. */
  public synchronized boolean alive() {
    return !wedged && !frozen;
  }

  /** Whether the readiness probe passes at {@code now} under {@code behaviour}. */
  public boolean ready(Behaviour behaviour, Instant now) {
    return alive() && behaviour.serving().answers() && started(behaviour, now);
  }

  /** Whether the start-up probe passes at {@code now} under {@code behaviour}. */
  public boolean started(Behaviour behaviour, Instant now) {
    return !now.isBefore(startedAt.plus(behaviour.startup()));
  }

  /**
   * Lets the process live until {@code now} with this many requests a second.
   *
   * @param others what comes of the calls that a request needs
   * @return what was served in that time
   */
  synchronized Outcome step(
      Behaviour behaviour,
      Instant now,
      double rate,
      Map<String, Double> countries,
      Reply others,
      Draw draw) {
    double seconds = Duration.between(seenAt, now).toNanos() / SECOND;
    seenAt = now;
    double pressure = pressure(behaviour);
    Outcome served = Outcome.NONE;
    if (rate > 0 && alive()) {
      for (Map.Entry<String, Double> country : countries.entrySet()) {
        long n = draw.poisson(rate * country.getValue() * seconds);
        double own = failing(behaviour, behaviour.errorRatio(country.getKey()), pressure);
        double ratio = others.failing() == 0 ? own : 1 - (1 - own) * (1 - others.failing());
        Outcome outcome = new Outcome(n, draw.binomial(n, ratio));
        byCountry.merge(country.getKey(), outcome, Outcome::plus);
        served = served.plus(outcome);
      }
      double slowdown = 1 + pressure * behaviour.pressure().slowdownAtLimit() + warmth(behaviour);
      latency.add(
          served.requests(),
          behaviour.latency().medianSeconds() * slowdown / cpuShare + others.seconds(),
          behaviour.latency().sigma(),
          draw);
    }
    if (!frozen) {
      work(served.requests());
      live(behaviour, seconds, served.requests(), pressure, draw);
    }
    remember(behaviour, now);
    return served;
  }

  /** What a caller gets from it at present, besides what its own calls add. */
  synchronized Reply reply(Behaviour behaviour) {
    double pressure = pressure(behaviour);
    return new Reply(
        alive() ? failing(behaviour, behaviour.errorRatio(), pressure) : 1,
        behaviour.latency().medianSeconds()
            * (1 + pressure * behaviour.pressure().slowdownAtLimit())
            / cpuShare);
  }

  /** The share of its requests that the process itself fails. */
  private double failing(Behaviour behaviour, double ratio, double pressure) {
    boolean takes = behaviour.serving().answers() && openFiles < behaviour.files().atMost();
    return takes
        ? Math.min(1, ratio + spoilt + pressure * behaviour.pressure().errorRatioAtLimit())
        : 1;
  }

  /** Each request leaves a job behind, which is done at once. */
  private void work(long requests) {
    received += requests;
    if (!stalled) {
      done = received;
    }
  }

  private void live(Behaviour b, double seconds, long requests, double pressure, Draw draw) {
    Behaviour.Memory memory = b.memory();
    leakedBytes += memory.leakBytesPerSecond() * seconds + memory.leakBytesPerRequest() * requests;
    leakedFiles += b.files().leakPerSecond() * seconds;
    double wanted = b.files().atRest() + leakedFiles + Math.min(requests, 200) / 4.0;
    openFiles = (int) Math.min(wanted, b.files().atMost());
    long collections = draw.poisson(seconds * (0.2 + 2 * pressure));
    gcCount += collections;
    double pause = collections * (0.006 + 0.12 * pressure) * draw.around1(0.2);
    gcSeconds += pause;
    double used = 0.004 * seconds + requests * b.cpuMillisPerRequest() / 1000 + pause;
    cpuSeconds += used;
    cpuCores = seconds > 0 ? used / seconds : 0;
  }

  private void remember(Behaviour behaviour, Instant now) {
    Behaviour.Memory memory = behaviour.memory();
    double age = Duration.between(startedAt, now).toNanos() / SECOND;
    double period = memory.sawtoothPeriod().toNanos() / SECOND;
    double warm = 1 - 0.6 * coldness(memory, age);
    double cycle = age / period + phase;
    double garbage = memory.sawtoothBytes() * (cycle - Math.floor(cycle));
    memoryBytes = memory.baselineBytes() * warm + garbage + leakedBytes;
  }

  private double warmth(Behaviour behaviour) {
    return coldness(behaviour.memory(), Duration.between(startedAt, seenAt).toNanos() / SECOND);
  }

  private static double coldness(Behaviour.Memory memory, double age) {
    double warmUp = memory.warmUp().toNanos() / SECOND;
    return age >= warmUp ? 0 : 1 - age / warmUp;
  }

  private double pressure(Behaviour behaviour) {
    long limit = identity.memoryLimitBytes();
    return limit == 0 ? 0 : behaviour.pressure().at(memoryBytes / limit);
  }

  /** Whether the process holds as much memory as its container may. */
  synchronized boolean atMemoryLimit() {
    return identity.memoryLimitBytes() > 0 && memoryBytes >= identity.memoryLimitBytes();
  }

  /** What the process has done so far. */
  public synchronized Snapshot snapshot() {
    long[] buckets = new long[LatencyHistogram.BOUNDS.length + 1];
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = latency.cumulative(i);
    }
    return new Snapshot(
        identity,
        startedAt,
        Collections.unmodifiableMap(new LinkedHashMap<>(byCountry)),
        buckets,
        latency.sumSeconds(),
        (long) memoryBytes,
        cpuSeconds,
        cpuCores,
        gcSeconds,
        gcCount,
        openFiles,
        received,
        done,
        leadership);
  }

  /** Sum of all request times so far, in seconds. */
  synchronized double latencySum() {
    return latency.sumSeconds();
  }

  /** Memory held at the last step, in bytes. */
  synchronized double memoryBytes() {
    return memoryBytes;
  }

  /**
   * Requests served and how many of them failed.
   *
   * @param requests all of them
   * @param errors those answered with 500
   */
  public record Outcome(long requests, long errors) {
    static final Outcome NONE = new Outcome(0, 0);

    Outcome plus(Outcome other) {
      return new Outcome(requests + other.requests, errors + other.errors);
    }
  }

  /**
   * The counters of a process at one moment, since it began.
   *
   * @param identity whose
   * @param startedAt when it began
   * @param byCountry requests and errors by country
   * @param buckets cumulative counts of {@link LatencyHistogram#BOUNDS} and of all
   * @param latencySumSeconds sum of all request times
   * @param memoryBytes resident
   * @param cpuSeconds used since the start
   * @param cpuCores used at present
   * @param gcSeconds spent in collections
   * @param gcCount collections
   * @param openFiles file descriptors
   * @param jobsReceived jobs that arrived
   * @param jobsDone jobs that were completed
   * @param leadership whether it takes itself for the leader
   */
  public record Snapshot(
      PodIdentity identity,
      Instant startedAt,
      Map<String, Outcome> byCountry,
      @SuppressWarnings("ArrayRecordComponent") long[] buckets,
      double latencySumSeconds,
      long memoryBytes,
      double cpuSeconds,
      double cpuCores,
      double gcSeconds,
      long gcCount,
      int openFiles,
      long jobsReceived,
      long jobsDone,
      Leadership leadership) {}

  /** Where a process stands in an election. */
  public enum Leadership {
    /** There is none. */
    NONE,
    /** Another leads, as far as it knows. */
    FOLLOWS,
    /** It takes itself for the leader. */
    LEADS
  }
}
