package io.reflexarc.detector.ledger;

import io.reflexarc.detector.attribution.Fact;
import io.reflexarc.detector.attribution.Facts;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.avro.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one partition, which is the log's: it is filled by reading the partition's last
 * hours back when the partition is taken over, and kept up by what is published. So a restart, a
 * relist or another replica does not say a fact twice, and a state that ended while nobody looked
 * is closed. Bounded: the oldest ids go first. Not thread-safe.
 */
public final class Ledger {

  /** The type of the records that carry time. */
  public static final String TICK = "tick";

  /** Most ids kept. */
  static final int MAX_IDS = 50_000;

  /** Most open states kept. */
  static final int MAX_OPEN = 50_000;

  /** The cluster tells time to the second, and its clock may differ a little from ours. */
  private static final Duration ROUNDING = Duration.ofSeconds(5);

  /** Times of the cluster have whole seconds, ours have not. */
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Duration horizon;
  private final Set<String> ids = new HashSet<>();
  private final Deque<String> idsByAge = new ArrayDeque<>();
  private final Map<String, HealthEvent> open = new LinkedHashMap<>();
  private final Set<String> rolling = new LinkedHashSet<>();
  private @Nullable Instant sensedUntil;

  /**
   * @param horizon how far back the log was, or would be, read
   */
  public Ledger(Duration horizon) {
    this.horizon = horizon;
  }

  /** Takes in a record of the log, in its order; those of other publishers say nothing of us. */
  public void replay(HealthEvent event) {
    if (!event.getSource().equals(Facts.SOURCE)) {
      return;
    }
    if (event.getType().equals(TICK)) {
      sensedUntil = event.getOccurredAt();
    } else {
      note(event);
    }
  }

  /** Whether a fact is news; when it is, it counts as said from here on. */
  public Verdict admit(Fact fact, Instant now) {
    Verdict verdict = judge(fact, now);
    if (verdict == Verdict.NEWS) {
      note(fact.event());
    }
    return verdict;
  }

  /** The records that began the states which are open, oldest first. */
  public Collection<HealthEvent> open() {
    return List.copyOf(open.values());
  }

  private Verdict judge(Fact fact, Instant now) {
    HealthEvent event = fact.event();
    if (ids.contains(event.getId())) {
      return Verdict.KNOWN;
    }
    return switch (event.getPhase()) {
      case BEGAN -> open.containsKey(stateOf(event)) ? Verdict.ALREADY_OPEN : Verdict.NEWS;
      case ENDED -> ends(open.get(stateOf(event)), event);
      default ->
          switch (fact.certainty()) {
            case WITNESSED, STANDING -> Verdict.NEWS;
            case TRACE ->
                event.getOccurredAt().isBefore(now.minus(horizon)) ? Verdict.OLD : Verdict.NEWS;
            case SEQUEL -> rolling.contains(rolloutOf(event)) ? Verdict.NEWS : Verdict.OLD;
            case MISSED ->
                sensedUntil != null && event.getOccurredAt().isAfter(sensedUntil.minus(ROUNDING))
                    ? Verdict.NEWS
                    : Verdict.OLD;
          };
    };
  }

  /** What was over before it began ended another time of the same. */
  private static Verdict ends(@Nullable HealthEvent began, HealthEvent ended) {
    if (began == null) {
      return Verdict.NOT_OPEN;
    }
    return ended.getOccurredAt().isBefore(began.getOccurredAt().minus(SECOND))
        ? Verdict.OLD
        : Verdict.NEWS;
  }

  private void note(HealthEvent event) {
    if (ids.add(event.getId())) {
      idsByAge.addLast(event.getId());
      if (idsByAge.size() > MAX_IDS) {
        ids.remove(idsByAge.removeFirst());
      }
    }
    noteRollout(event);
    if (event.getPhase() == Phase.BEGAN) {
      open.put(stateOf(event), event);
      if (open.size() > MAX_OPEN) {
        open.remove(open.keySet().iterator().next());
      }
    } else if (event.getPhase() == Phase.ENDED) {
      open.remove(stateOf(event));
    }
  }

  private void noteRollout(HealthEvent event) {
    String type = event.getType();
    if (type.equals(FactType.ROLLOUT_COMPLETED.word())) {
      rolling.remove(rolloutOf(event));
    } else if (type.equals(FactType.ROLLOUT_STARTED.word())
        || type.equals(FactType.ROLLOUT_ROLLED_BACK.word())) {
      rolling.add(rolloutOf(event));
      if (rolling.size() > MAX_OPEN) {
        rolling.remove(rolling.iterator().next());
      }
    }
  }

  private static String rolloutOf(HealthEvent event) {
    return event.getLabels().getOrDefault("object", event.getTarget())
        + '|'
        + event.getLabels().getOrDefault("toRevision", "");
  }

  /** What a state is of: its type, its aspect, and the part of the target that is in it. */
  private static String stateOf(HealthEvent event) {
    Subject subject = event.getSubject();
    String what = event.getType() + '|' + event.getLabels().getOrDefault(Finding.ASPECT, "");
    if (subject == null) {
      return what + '|' + event.getLabels().getOrDefault("object", event.getTarget());
    }
    String uid = subject.getPodUid();
    return what
        + '|'
        + (uid == null ? "node:" + subject.getNode() : uid)
        + '|'
        + (subject.getContainer() == null ? "" : subject.getContainer());
  }
}
