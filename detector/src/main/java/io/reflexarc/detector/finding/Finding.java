package io.reflexarc.detector.finding;

import io.reflexarc.schemas.avro.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fact before it is attributed.
 *
 * @param identity what, beside type and phase, makes this fact this one and no other: only things
 *     that every observer reads alike from the cluster
 * @param occurredAt event time; the cluster's own, where it keeps one
 * @param reason one word of the cluster's
 * @param message one sentence for a human
 * @param labels further facts
 */
public record Finding(
    FactType type,
    Phase phase,
    About about,
    List<String> identity,
    Instant occurredAt,
    Certainty certainty,
    @Nullable String reason,
    String message,
    Map<String, String> labels) {

  /**
   * The label that tells states of one type and thing apart: which condition of a node, which
   * dependency of a workload.
   */
  public static final String ASPECT = "aspect";

  public Finding {
    identity = List.copyOf(identity);
    labels = Map.copyOf(labels);
  }

  /** An instant. */
  public static Finding occurred(
      FactType type,
      About about,
      List<String> identity,
      Instant at,
      Certainty certainty,
      @Nullable String reason,
      String message) {
    return new Finding(
        type, Phase.OCCURRED, about, identity, at, certainty, reason, message, Map.of());
  }

  /** The start of a state. */
  public static Finding began(
      FactType type,
      About about,
      List<String> identity,
      Instant at,
      Certainty certainty,
      @Nullable String reason,
      String message) {
    return new Finding(
        type, Phase.BEGAN, about, identity, at, certainty, reason, message, Map.of());
  }

  /** The end of a state; news only if the log says that it had begun. */
  public static Finding ended(
      FactType type,
      About about,
      List<String> identity,
      Instant at,
      @Nullable String reason,
      String message) {
    return new Finding(
        type, Phase.ENDED, about, identity, at, Certainty.WITNESSED, reason, message, Map.of());
  }

  /** The same with further labels. */
  public Finding with(Map<String, String> more) {
    return new Finding(type, phase, about, identity, occurredAt, certainty, reason, message, more);
  }
}
