package io.reflexarc.decider.ingest;

import io.reflexarc.schemas.avro.PermitAnswer;
import io.reflexarc.schemas.avro.PermitLimit;
import io.reflexarc.schemas.avro.PermitRequest;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.Gate;
import io.reflexarc.schemas.policy.Hold;
import io.reflexarc.schemas.policy.LimitScope;
import io.reflexarc.schemas.policy.Outcome;
import io.reflexarc.schemas.policy.Word;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a permit's request or answer keeps its contract: each kind of request has the fields that
 * it needs, and words are known.
 */
public final class PermitContract {

  /** Most limits of one request. */
  public static final int MOST_LIMITS = 100;

  /** Most nodes of one partition. */
  public static final int MOST_NODES = 5_000;

  private static final Optional<String> RIGHT = Optional.empty();

  private PermitContract() {}

  /**
   * Checks a request.
   *
   * @param latest the latest event time of its cluster as far as it is known, or the record's own,
   *     the later
   */
  public static Optional<String> check(@Nullable String key, PermitRequest request, long latest) {
    return target(request.getTarget())
        .or(() -> cluster(key, request.getTarget()))
        .or(() -> Contract.time("at", request.getAt(), latest))
        .or(() -> bound("partition", request.getPartition(), Integer.MAX_VALUE))
        .or(() -> kind(request));
  }

  private static Optional<String> cluster(@Nullable String key, String target) {
    String cluster = TargetKey.parse(target).cluster();
    return cluster.equals(key)
        ? RIGHT
        : Optional.of("key is not the cluster of its target, '" + cluster + "'");
  }

  private static Optional<String> kind(PermitRequest request) {
    return switch (request.getKind()) {
      case ASK -> ask(request);
      case USED -> asked(request).or(() -> needed("policy", request.getPolicy()));
      case RETURNED -> asked(request);
      case ENDED ->
          needed("commandId", request.getCommandId())
              .or(() -> word("outcome", Outcome.class, request.getOutcome()));
      case UNWELL -> needed("onsetAt", request.getOnsetAt());
      case CENSUS ->
          bound("workloads", request.getWorkloads(), Integer.MAX_VALUE)
              .or(() -> bound("number of zones", request.getZones().size(), MOST_NODES));
      case WELL, UNKNOWN -> RIGHT;
    };
  }

  private static Optional<String> ask(PermitRequest request) {
    return asked(request)
        .or(() -> needed("policy", request.getPolicy()))
        .or(() -> needed("action", request.getAction()))
        .or(() -> needed("incidentId", request.getIncidentId()))
        .or(() -> needed("onsetAt", request.getOnsetAt()))
        .or(() -> bound("number of limits", request.getLimits().size(), MOST_LIMITS))
        .or(() -> first(request.getLimits().stream().map(PermitContract::limit).toList()))
        .or(
            () ->
                first(
                    request.getHoldWhile().stream()
                        .map(word -> word("holdWhile", Hold.class, word))
                        .toList()));
  }

  private static Optional<String> limit(PermitLimit limit) {
    return limit.getCount() < 1 || limit.getPerMillis() < 1
        ? Optional.of("a limit of " + limit.getCount() + " in " + limit.getPerMillis() + " ms")
        : word("scope", LimitScope.class, limit.getScope());
  }

  private static Optional<String> asked(PermitRequest request) {
    return needed("commandId", request.getCommandId())
        .or(() -> needed("askedAt", request.getAskedAt()));
  }

  /** Checks an answer. */
  public static Optional<String> check(@Nullable String key, PermitAnswer answer, long latest) {
    return Contract.target(key, answer.getTarget())
        .or(() -> Contract.time("at", answer.getAt(), latest))
        .or(() -> answer.getGranted() ? RIGHT : word("gate", Gate.class, answer.getGate()));
  }

  private static Optional<String> target(String target) {
    return Contract.target(target, target);
  }

  private static Optional<String> first(List<Optional<String>> mistakes) {
    return mistakes.stream().flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> needed(String field, @Nullable Object value) {
    return value == null ? Optional.of(field + " is missing") : RIGHT;
  }

  private static Optional<String> bound(String field, int value, int most) {
    return value < 0 || value > most
        ? Optional.of(field + " is " + value + ", not from 0 to " + most)
        : RIGHT;
  }

  private static <E extends Enum<E> & Word> Optional<String> word(
      String field, Class<E> list, @Nullable String word) {
    return word != null && Word.find(list, word).isPresent()
        ? RIGHT
        : Optional.of(field + " is '" + word + "', not one of " + Word.allOf(list));
  }
}
