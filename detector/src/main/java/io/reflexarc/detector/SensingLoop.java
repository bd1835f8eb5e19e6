package io.reflexarc.detector;

import io.micrometer.core.instrument.Counter;
import io.reflexarc.detector.cluster.ClusterObject;
import io.reflexarc.detector.cluster.Observation;
import io.reflexarc.detector.cluster.OwnerView;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.policy.PolicyText;
import io.reflexarc.detector.sensing.Senses;
import io.reflexarc.detector.slice.Ownership;
import io.reflexarc.detector.slice.Partitioning;
import io.reflexarc.detector.slice.SliceListener;
import io.reflexarc.detector.slice.SliceMemory;
import io.reflexarc.detector.watch.ClusterSink;
import io.reflexarc.runtime.health.Heartbeat;
import io.reflexarc.runtime.health.StartupStep;
import io.reflexarc.runtime.time.TimeSource;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The spine: observe, recognise, attribute, publish. One thread takes what the watches and the
 * group say, in order, hands it to the senses, and what they say to the desks that publish; between
 * two of them, and while there is none, it goes on with the round of this event-second.
 */
final class SensingLoop implements ClusterSink, SliceListener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SensingLoop.class);
  private static final long CLOSE_MILLIS = 1_000;
  private static final long SLOWEST_TURN_MILLIS = 100;

  private final Inbox inbox;
  private final Senses senses;
  private final FactDesk facts;
  private final StateDesk states;
  private final PolicyDesk policies;
  private final MeasureDesk measuring;
  private final Rounds rounds;
  private final Partitioning partitioning;
  private final Ownership ownership;
  private final TimeSource time;
  private final Heartbeat heartbeat;
  private final StartupStep started;
  private final Counter observations;
  private final Map<Integer, SliceMemory> arrived = new HashMap<>();
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param rounds what is done once an event-second
   * @param observations counts what was worked through of what the watches said
   */
  SensingLoop(
      Inbox inbox,
      Senses senses,
      FactDesk facts,
      StateDesk states,
      PolicyDesk policies,
      MeasureDesk measuring,
      Rounds rounds,
      Partitioning partitioning,
      Ownership ownership,
      TimeSource time,
      Heartbeat heartbeat,
      StartupStep started,
      Counter observations) {
    this.inbox = inbox;
    this.senses = senses;
    this.facts = facts;
    this.states = states;
    this.policies = policies;
    this.measuring = measuring;
    this.rounds = rounds;
    this.partitioning = partitioning;
    this.ownership = ownership;
    this.time = time;
    this.heartbeat = heartbeat;
    this.started = started;
    this.observations = observations;
    this.thread = new Thread(this::run, "detector-sensing");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Up to when observations have been worked through. */
  Instant sensedUntil() {
    return inbox.oldest(time.instant());
  }

  @Override
  public void observed(Observation observation) {
    submit(() -> take(observation));
  }

  @Override
  public void policySeen(PolicyText policy) {
    submit(() -> policies.seen(policy, time.instant()));
  }

  @Override
  public void policyGone(String key) {
    submit(() -> policies.gone(key, PolicyText.CRD));
  }

  /** A file of a policy is gone. */
  void policyFileGone(String key, String source) {
    submit(() -> policies.gone(key, source));
  }

  @Override
  public void policiesComplete() {
    submit(policies::complete);
  }

  @Override
  public void acquired(Map<Integer, SliceMemory> memories) {
    submit(
        () -> {
          arrived.putAll(memories);
          openArrived();
        });
  }

  @Override
  public void lost(Collection<Integer> partitions) {
    submit(
        () ->
            partitions.forEach(
                it -> {
                  arrived.remove(it);
                  if (!ownership.isAssigned(it)) {
                    facts.close(it);
                    states.close(it);
                  }
                }));
  }

  private void submit(Runnable work) {
    if (!inbox.put(time.instant(), work)) {
      LOG.debug("refused work: the detector closes");
    }
  }

  private void run() {
    try {
      while (!closed) {
        heartbeat.beat();
        Inbox.Work work = inbox.take(rounds.resting() ? turn() : Duration.ZERO);
        if (work != null) {
          guarded(work.task());
        }
        guarded(() -> rounds.turn(time.instant(), work == null));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    heartbeat.end();
  }

  /** Real time to wait for work: half an event-second, within reason. */
  private Duration turn() {
    double speed = Math.max(1, time.speed());
    return Duration.ofMillis(Math.max(1, (long) Math.min(SLOWEST_TURN_MILLIS, 500 / speed)));
  }

  private void take(Observation observation) {
    Instant now = time.instant();
    facts.offer(senses.observe(observation, now), now);
    if (observation instanceof Observation.Complete) {
      measuring.all();
      openArrived();
    } else if (observation instanceof Observation.Seen seen) {
      measure(seen.object());
    } else if (observation instanceof Observation.Gone gone
        && gone.object() instanceof PodView pod) {
      measuring.gone(pod);
    }
    observations.increment();
  }

  private void measure(ClusterObject object) {
    if (object instanceof PodView pod) {
      measuring.of(pod);
    } else if (object instanceof OwnerView owner) {
      measuring.below(owner);
    }
  }

  /** Partitions whose log was read back become active once the cluster is known. */
  private void openArrived() {
    if (!senses.complete() || arrived.isEmpty()) {
      return;
    }
    Instant now = time.instant();
    Map<Integer, SliceMemory> opening = new HashMap<>(arrived);
    arrived.clear();
    opening.keySet().removeIf(partition -> !ownership.activate(partition));
    opening.forEach(
        (partition, memory) -> {
          facts.open(partition, memory.ledger(), now);
          states.open(partition, memory.states(), now);
          policies.open(partition);
        });
    Set<Integer> opened = opening.keySet();
    facts.offer(senses.look(target -> opened.contains(partitionOf(target)), now), now);
    facts.offer(senses.review(facts.open(), now), now);
    if (!opened.isEmpty()) {
      LOG.info("senses for partitions {}", ownership.active());
      started.done("first lists in, first partitions read back");
    }
  }

  /** Which endpoints are scraped has changed. */
  void selectionChanged() {
    submit(measuring::all);
  }

  private int partitionOf(TargetKey target) {
    return partitioning.of(target.toString());
  }

  /** One object that trips us up must not stop the sensing of all others. */
  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("a piece of work was lost", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    inbox.close();
    thread.interrupt();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
