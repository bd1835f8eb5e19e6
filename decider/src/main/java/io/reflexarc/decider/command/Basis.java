package io.reflexarc.decider.command;

import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.fact.Facts;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.proven.Ledger;
import io.reflexarc.decider.restraint.Memory.Rollback;
import io.reflexarc.decider.rule.Fleet;
import io.reflexarc.decider.window.Instance;
import io.reflexarc.decider.window.TargetWindows;
import io.reflexarc.schemas.avro.Precondition;
import io.reflexarc.schemas.avro.Subject;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.Rung;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What an action is planned on.
 *
 * @param rung the rung that asks for it
 * @param sick the reading that is acted on
 * @param onset when its symptom began, event time
 * @param readings what every policy of the target says now
 * @param fleet the target as it stands
 * @param windows what was measured of it
 * @param facts what was told of it
 * @param ledger what is proven of it
 * @param rollbacks rollbacks that are remembered
 * @param now event time
 */
public record Basis(
    Rung rung,
    Reading sick,
    long onset,
    List<Reading> readings,
    Fleet fleet,
    TargetWindows windows,
    Facts facts,
    Ledger ledger,
    List<Rollback> rollbacks,
    long now) {

  public Basis {
    readings = List.copyOf(readings);
    rollbacks = List.copyOf(rollbacks);
  }

  /** The target. */
  TargetKey target() {
    return TargetKey.parse(fleet.state().getTarget());
  }

  /** The target as it stands. */
  WorkloadState state() {
    return fleet.state();
  }

  /** A parameter that the rung has. */
  String with(String name) {
    return rung.parameter(name);
  }

  /** An object beside the target, in its namespace. */
  String beside(String kind, String name) {
    return target().sibling(kind, name).toString();
  }

  /** That the target is still the same object. */
  Precondition same() {
    return object(state().getTarget(), state().getUid()).build();
  }

  /** That the target is still the same object and asks for the same pods. */
  Precondition sameRelease() {
    return object(state().getTarget(), state().getUid())
        .setRevision(fleet.current().map(VersionState::getRevision).orElse(null))
        .build();
  }

  /** That nobody has changed what the target asks for. */
  Precondition unchanged() {
    return object(state().getTarget(), state().getUid())
        .setGeneration(state().getGeneration())
        .build();
  }

  private static Precondition.Builder object(String key, String uid) {
    return Precondition.newBuilder().setObject(key).setUid(uid.isEmpty() ? null : uid);
  }

  /** The sick pod; empty when the reading names none. */
  Optional<SickPod> pod() {
    return Optional.ofNullable(sick.pod()).map(this::pod);
  }

  private SickPod pod(String name) {
    Optional<Fact> told = facts.youngestOf(name);
    Optional<String> uid =
        windows.instances().stream()
            .filter(instance -> name.equals(instance.pod()))
            .max(Comparator.comparingLong(Instance::lastAt))
            .flatMap(instance -> Optional.ofNullable(instance.podUid()))
            .or(
                () ->
                    told.flatMap(fact -> Optional.ofNullable(fact.attributes().get(Fact.POD_UID))));
    Optional<String> node =
        told.flatMap(fact -> Optional.ofNullable(fact.attributes().get(Fact.NODE)));
    return new SickPod(beside("Pod", name), name, uid, node);
  }

  /**
   * A pod that is sick.
   *
   * @param object its key
   * @param name its name
   * @param uid its uid, if known: of a StatefulSet another pod may bear the same name
   * @param node its node, if known
   */
  record SickPod(String object, String name, Optional<String> uid, Optional<String> node) {

    Subject subject() {
      return Subject.newBuilder()
          .setPod(name)
          .setPodUid(uid.orElse(null))
          .setNode(node.orElse(null))
          .build();
    }

    Precondition same() {
      return Basis.object(object, uid.orElse("")).build();
    }
  }
}
