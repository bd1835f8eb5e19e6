package io.reflexarc.decider.fact;

import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.avro.Subject;
import io.reflexarc.schemas.key.DeterministicId;
import io.reflexarc.schemas.policy.FactSelector;
import io.reflexarc.schemas.policy.Singleton;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One record of a fact, as far as it is kept.
 *
 * @param id the same for the same fact, however often it is told; at most {@link #LONGEST_ID} long
 * @param type its type
 * @param phase whether it is an instant, or a state's begin or end
 * @param at event time
 * @param observedAt when its publisher saw it: which of two records of one instant is the younger
 * @param version the version it concerns, empty when unknown
 * @param attributes its labels and parts; see {@link FactSelector}
 */
public record Fact(
    String id,
    String type,
    Phase phase,
    long at,
    long observedAt,
    String version,
    SortedMap<String, String> attributes)
    implements Comparable<Fact> {

  /** Longest id; longer ones are hashed. */
  public static final int LONGEST_ID = 100;

  /** Longest type that is kept. */
  public static final int LONGEST_TYPE = 200;

  /** Most attributes that are kept of a fact, in the order of their names. */
  public static final int MOST_ATTRIBUTES = 64;

  /** Most characters of all its attributes together. */
  public static final int MOST_TEXT = 4_096;

  /** Attribute: the pod. */
  public static final String POD = "subject.pod";

  /** Attribute: the uid of the pod. */
  public static final String POD_UID = "subject.podUid";

  /** Attribute: the lease that somebody took. */
  public static final String LEASE = "lease";

  /** Attribute: the container. */
  public static final String CONTAINER = "subject.container";

  /** Attribute: the node. */
  public static final String NODE = "subject.node";

  private static final String SOURCE = "fact.source";
  private static final Comparator<Fact> ORDER =
      Comparator.comparingLong(Fact::at)
          .thenComparingLong(Fact::observedAt)
          .thenComparing(Fact::phase)
          .thenComparing(Fact::id);

  public Fact {
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }

  /** What is kept of a record; empty when it is neither an instant nor a state, or has no place. */
  public static Optional<Fact> of(HealthEvent event) {
    if (event.getPhase() == Phase.UNKNOWN || event.getType().length() > LONGEST_TYPE) {
      return Optional.empty();
    }
    String id = event.getId();
    return Optional.of(
        new Fact(
            id.length() > LONGEST_ID ? DeterministicId.of("fact", id) : id,
            event.getType(),
            event.getPhase(),
            event.getOccurredAt().toEpochMilli(),
            millis(event),
            Optional.ofNullable(event.getVersion()).orElse(""),
            attributes(event)));
  }

  private static long millis(HealthEvent event) {
    try {
      return event.getObservedAt().toEpochMilli();
    } catch (ArithmeticException e) {
      return event.getOccurredAt().toEpochMilli();
    }
  }

  private static SortedMap<String, String> attributes(HealthEvent event) {
    TreeMap<String, String> parts = new TreeMap<>();
    put(parts, SOURCE, event.getSource());
    put(parts, "fact.reason", event.getReason());
    put(parts, "fact.severity", event.getSeverity().name());
    Subject subject = event.getSubject();
    if (subject != null) {
      put(parts, POD, subject.getPod());
      put(parts, POD_UID, subject.getPodUid());
      put(parts, CONTAINER, subject.getContainer());
      put(parts, NODE, subject.getNode());
    }
    new TreeMap<>(event.getLabels()).forEach((name, value) -> putIfFree(parts, name, value));
    return parts;
  }

  private static void putIfFree(TreeMap<String, String> parts, String name, String value) {
    if (!parts.containsKey(name)) {
      put(parts, name, value);
    }
  }

  private static void put(TreeMap<String, String> parts, String name, @Nullable String value) {
    int taken = parts.entrySet().stream().mapToInt(Fact::length).sum();
    if (value != null
        && parts.size() < MOST_ATTRIBUTES
        && taken + name.length() + value.length() <= MOST_TEXT) {
      parts.put(name, value);
    }
  }

  private static int length(Map.Entry<String, String> entry) {
    return entry.getKey().length() + entry.getValue().length();
  }

  /** The pod it is about; null when it is about none. */
  public @Nullable String pod() {
    return attributes.get(POD);
  }

  /** Whether a state began. */
  public boolean began() {
    return phase == Phase.BEGAN;
  }

  /** Whether a state ended. */
  public boolean ended() {
    return phase == Phase.ENDED;
  }

  /** Whether it is kept as the last word: of a state, or of who took a lease. */
  public boolean stands() {
    return ofState() || ofALease();
  }

  private boolean ofALease() {
    return Singleton.LEASE_TAKEN.contains(type) && attributes.containsKey(LEASE);
  }

  /** Whether it says that a state began or ended. */
  public boolean ofState() {
    return phase != Phase.OCCURRED;
  }

  /** Whether it is meant. */
  public boolean matches(FactSelector selector) {
    return selector.matches(type, attributes);
  }

  /**
   * Which state it speaks of: its type, who says so, and the part of the target that is in it. The
   * labels {@code aspect} and {@code fingerprint} tell several of one type apart. Of a lease it is
   * the lease, whoever took it.
   */
  public String state() {
    if (ofALease()) {
      return String.join("|", type, attributes.getOrDefault(SOURCE, ""), attributes.get(LEASE));
    }
    String pod = attributes.getOrDefault(POD_UID, attributes.getOrDefault(POD, ""));
    return String.join(
        "|",
        type,
        attributes.getOrDefault(SOURCE, ""),
        pod.isEmpty() ? attributes.getOrDefault(NODE, "") : pod,
        attributes.getOrDefault(CONTAINER, ""),
        attributes.getOrDefault("aspect", ""),
        attributes.getOrDefault("fingerprint", ""));
  }

  /** By event time, then by when it was seen. */
  @Override
  public int compareTo(Fact other) {
    return ORDER.compare(this, other);
  }
}
