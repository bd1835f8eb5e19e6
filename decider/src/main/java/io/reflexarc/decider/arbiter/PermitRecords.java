package io.reflexarc.decider.arbiter;

import io.reflexarc.decider.arbiter.Ruling.Denial;
import io.reflexarc.schemas.avro.PermitAnswer;
import io.reflexarc.schemas.avro.PermitKind;
import io.reflexarc.schemas.avro.PermitLimit;
import io.reflexarc.schemas.avro.PermitRequest;
import io.reflexarc.schemas.policy.Gate;
import io.reflexarc.schemas.policy.Hold;
import io.reflexarc.schemas.policy.LimitScope;
import io.reflexarc.schemas.policy.Outcome;
import io.reflexarc.schemas.policy.RateLimit;
import io.reflexarc.schemas.policy.Word;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Requests and answers as records of the contract. What is read here kept its contract. */
public final class PermitRecords {

  private PermitRecords() {}

  /** The record of a request by the task of a partition. */
  public static PermitRequest of(int partition, Request request) {
    PermitRequest.Builder record =
        PermitRequest.newBuilder()
            .setTarget(request.target())
            .setPartition(partition)
            .setAt(Instant.ofEpochMilli(request.at()));
    if (request instanceof Request.Ask ask) {
      return ask(ask, record).build();
    }
    if (request instanceof Request.Used used) {
      return asked(PermitKind.USED, used.commandId(), used.askedAt(), record)
          .setPolicy(used.policy())
          .build();
    }
    if (request instanceof Request.Returned returned) {
      return asked(PermitKind.RETURNED, returned.commandId(), returned.askedAt(), record).build();
    }
    if (request instanceof Request.Ended ended) {
      return record
          .setKind(PermitKind.ENDED)
          .setCommandId(ended.commandId())
          .setOutcome(ended.outcome().word())
          .build();
    }
    if (request instanceof Request.Unwell unwell) {
      return needs(unwell.needs(), unwell.onset(), record)
          .setKind(PermitKind.UNWELL)
          .setReason(unwell.says())
          .build();
    }
    if (request instanceof Request.Census census) {
      return record
          .setKind(PermitKind.CENSUS)
          .setWorkloads(census.workloads())
          .setZones(census.zones())
          .setFresh(census.fresh())
          .build();
    }
    return record.setKind(PermitKind.WELL).build();
  }

  private static PermitRequest.Builder ask(Request.Ask ask, PermitRequest.Builder record) {
    return needs(
            ask.needs(), ask.onset(), asked(PermitKind.ASK, ask.commandId(), ask.askedAt(), record))
        .setIncidentId(ask.incidentId())
        .setPolicy(ask.policy())
        .setAction(ask.action())
        .setLimits(ask.limits().stream().map(PermitRecords::limit).toList())
        .setHoldWhile(ask.holdWhile().stream().map(Hold::word).sorted().toList());
  }

  private static PermitRequest.Builder asked(
      PermitKind kind, String commandId, long askedAt, PermitRequest.Builder record) {
    return record.setKind(kind).setCommandId(commandId).setAskedAt(Instant.ofEpochMilli(askedAt));
  }

  private static PermitRequest.Builder needs(
      Needs needs, long onset, PermitRequest.Builder record) {
    return record
        .setDependsOn(List.copyOf(needs.dependsOn()))
        .setNodes(List.copyOf(needs.nodes()))
        .setUnready(List.copyOf(needs.unready()))
        .setOnsetAt(Instant.ofEpochMilli(onset));
  }

  private static PermitLimit limit(RateLimit limit) {
    return PermitLimit.newBuilder()
        .setCount(limit.count())
        .setPerMillis(limit.per().toMillis())
        .setScope(limit.scope().word())
        .build();
  }

  /** What a record says; empty when it is of a kind that this release does not know. */
  public static Optional<Request> read(PermitRequest record) {
    String target = record.getTarget();
    long at = record.getAt().toEpochMilli();
    return switch (record.getKind()) {
      case ASK -> Optional.of(ask(record, target, at));
      case USED ->
          Optional.of(
              new Request.Used(
                  target,
                  at,
                  text(record.getCommandId()),
                  millis(record.getAskedAt()),
                  text(record.getPolicy())));
      case RETURNED ->
          Optional.of(
              new Request.Returned(
                  target, at, text(record.getCommandId()), millis(record.getAskedAt())));
      case ENDED ->
          Optional.of(
              new Request.Ended(
                  target,
                  at,
                  text(record.getCommandId()),
                  member(Outcome.class, text(record.getOutcome()))));
      case UNWELL ->
          Optional.of(
              new Request.Unwell(
                  target, at, needs(record), millis(record.getOnsetAt()), record.getReason()));
      case WELL -> Optional.of(new Request.Well(target, at));
      case CENSUS ->
          Optional.of(
              new Request.Census(
                  target,
                  at,
                  record.getWorkloads(),
                  new TreeMap<>(record.getZones()),
                  record.getFresh()));
      case UNKNOWN -> Optional.empty();
    };
  }

  private static Request.Ask ask(PermitRequest record, String target, long at) {
    return new Request.Ask(
        target,
        at,
        text(record.getCommandId()),
        millis(record.getAskedAt()),
        text(record.getIncidentId()),
        text(record.getPolicy()),
        text(record.getAction()),
        record.getLimits().stream().map(PermitRecords::limit).toList(),
        record.getHoldWhile().stream()
            .map(word -> member(Hold.class, word))
            .collect(Collectors.toUnmodifiableSet()),
        needs(record),
        millis(record.getOnsetAt()));
  }

  private static RateLimit limit(PermitLimit limit) {
    return new RateLimit(
        limit.getCount(),
        Duration.ofMillis(limit.getPerMillis()),
        member(LimitScope.class, limit.getScope()));
  }

  private static Needs needs(PermitRequest record) {
    return new Needs(
        new TreeSet<>(record.getDependsOn()),
        new TreeSet<>(record.getNodes()),
        new TreeSet<>(record.getUnready()));
  }

  /** The record of an answer. */
  public static PermitAnswer of(Ruling answer) {
    PermitAnswer.Builder record =
        PermitAnswer.newBuilder()
            .setTarget(answer.target())
            .setCommandId(answer.commandId())
            .setAskedAt(Instant.ofEpochMilli(answer.askedAt()))
            .setAt(Instant.ofEpochMilli(answer.at()))
            .setGranted(answer.granted());
    answer
        .denial()
        .ifPresent(
            denial -> {
              record.setGate(denial.gate().word()).setReason(denial.says());
              denial.cause().ifPresent(record::setCause);
              denial
                  .retryAt()
                  .ifPresent(retryAt -> record.setRetryAt(Instant.ofEpochMilli(retryAt)));
            });
    return record.build();
  }

  /** What a record answers. */
  public static Ruling read(PermitAnswer record) {
    return new Ruling(
        record.getTarget(),
        record.getCommandId(),
        record.getAskedAt().toEpochMilli(),
        record.getAt().toEpochMilli(),
        record.getGranted() ? Optional.empty() : Optional.of(denial(record)));
  }

  private static Denial denial(PermitAnswer record) {
    Instant retryAt = record.getRetryAt();
    return new Denial(
        member(Gate.class, text(record.getGate())),
        Optional.ofNullable(record.getCause()),
        retryAt == null ? OptionalLong.empty() : OptionalLong.of(retryAt.toEpochMilli()),
        record.getReason());
  }

  private static <E extends Enum<E> & Word> E member(Class<E> list, String word) {
    return Word.find(list, word)
        .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is no " + list));
  }

  private static String text(@Nullable String value) {
    return Objects.requireNonNull(value, "a field that its kind needs");
  }

  private static long millis(@Nullable Instant value) {
    return Objects.requireNonNull(value, "a time that its kind needs").toEpochMilli();
  }
}
