package io.reflexarc.decider.state;

import io.reflexarc.decider.indicator.Part;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.indicator.ratio.Counts;
import io.reflexarc.decider.judge.Condition;
import io.reflexarc.decider.judge.Condition.Firing;
import io.reflexarc.decider.judge.Condition.Pending;
import io.reflexarc.decider.judge.ConditionKey;
import io.reflexarc.decider.proven.Ledger;
import io.reflexarc.decider.proven.Proof;
import io.reflexarc.decider.proven.Template;
import io.reflexarc.decider.spine.TargetState;
import io.reflexarc.decider.state.avro.StoredCondition;
import io.reflexarc.decider.state.avro.StoredCounts;
import io.reflexarc.decider.state.avro.StoredProof;
import io.reflexarc.decider.state.avro.StoredTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is remembered of a target, as it is stored. */
final class TargetCodec {

  private TargetCodec() {}

  static StoredTarget write(TargetState state) {
    List<StoredCondition> conditions = new ArrayList<>();
    state.conditions().forEach((key, condition) -> conditions.add(write(key, condition)));
    List<StoredProof> proofs = new ArrayList<>();
    state.ledger().proofs().forEach((template, proof) -> proofs.add(write(template, proof)));
    return MemoryCodec.write(state.memory(), StoredTarget.newBuilder())
        .setConditions(conditions)
        .setIncident(state.incident().map(IncidentCodec::write).orElse(null))
        .setProofs(proofs)
        .setNotBefore(state.notBefore() == Long.MIN_VALUE ? null : state.notBefore())
        .setPaused(List.copyOf(state.paused()))
        .setPermit(state.permit().map(PermitCodec::write).orElse(null))
        .setUnwell(state.unwell().map(List::copyOf).orElse(null))
        .build();
  }

  private static StoredCondition write(ConditionKey key, Condition condition) {
    StoredCondition.Builder stored =
        StoredCondition.newBuilder()
            .setPolicy(key.policy())
            .setVersion(key.version())
            .setPart(key.subject().part().key())
            .setOnset(condition.onset());
    if (condition instanceof Pending pending) {
      return stored
          .setSince(pending.since())
          .setUnknownSince(boxed(pending.unknownSince()))
          .setTold(pending.told())
          .build();
    }
    long firedAt = ((Firing) condition).firedAt();
    return stored.setSince(condition.onset()).setFiredAt(firedAt).build();
  }

  private static StoredProof write(Template template, Proof proof) {
    Counts any = proof.counts().getOrDefault(Proof.ANY, new Counts(0, 0));
    List<StoredCounts> counts =
        proof.counts().entrySet().stream()
            .filter(each -> !each.getKey().equals(Proof.ANY))
            .map(
                each ->
                    new StoredCounts(each.getKey(), each.getValue().bad(), each.getValue().total()))
            .toList();
    return StoredProof.newBuilder()
        .setObject(template.object())
        .setVersion(template.version())
        .setHash(template.hash())
        .setHealthySince(boxed(proof.healthySince()))
        .setProvenAt(boxed(proof.provenAt()))
        .setSickAt(boxed(proof.sickAt()))
        .setBad(any.bad())
        .setTotal(any.total())
        .setCounts(counts)
        .build();
  }

  static TargetState read(StoredTarget stored) {
    TreeMap<ConditionKey, Condition> conditions = new TreeMap<>();
    for (StoredCondition each : stored.getConditions()) {
      conditions.put(
          new ConditionKey(
              each.getPolicy(), new Subject(each.getVersion(), Part.parse(each.getPart()))),
          condition(each));
    }
    Map<Template, Proof> proofs = new TreeMap<>();
    for (StoredProof each : stored.getProofs()) {
      proofs.put(new Template(each.getObject(), each.getVersion(), each.getHash()), proof(each));
    }
    Long notBefore = stored.getNotBefore();
    return new TargetState(
        conditions,
        Optional.ofNullable(stored.getIncident()).map(IncidentCodec::read),
        MemoryCodec.read(stored),
        new Ledger(proofs),
        notBefore == null ? Long.MIN_VALUE : notBefore,
        new TreeSet<>(stored.getPaused()),
        Optional.ofNullable(stored.getPermit()).map(PermitCodec::read),
        Optional.ofNullable(stored.getUnwell()).<SortedSet<String>>map(TreeSet::new));
  }

  private static Condition condition(StoredCondition stored) {
    Long firedAt = stored.getFiredAt();
    return firedAt != null
        ? new Firing(stored.getOnset(), firedAt)
        : new Pending(
            stored.getOnset(),
            stored.getSince(),
            unboxed(stored.getUnknownSince()),
            stored.getTold());
  }

  private static Proof proof(StoredProof stored) {
    TreeMap<String, Counts> counts = new TreeMap<>();
    if (stored.getTotal() > 0) {
      counts.put(Proof.ANY, new Counts(stored.getBad(), stored.getTotal()));
    }
    for (StoredCounts each : stored.getCounts()) {
      counts.put(each.getMeasure(), new Counts(each.getBad(), each.getTotal()));
    }
    return new Proof(
        unboxed(stored.getHealthySince()),
        unboxed(stored.getProvenAt()),
        unboxed(stored.getSickAt()),
        counts);
  }

  static @Nullable Long boxed(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }

  static OptionalLong unboxed(@Nullable Long value) {
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
