package io.reflexarc.decider.command;

import io.reflexarc.decider.indicator.Comparison;
import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.proven.Ledger;
import io.reflexarc.decider.restraint.Memory.Rollback;
import io.reflexarc.decider.rule.Fleet;
import io.reflexarc.schemas.avro.Precondition;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.policy.Gate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * From a version shown sick to a version shown good (invariant I6): never when all that serve are
 * sick, never to what was left by a rollback, never away from what a rollback went to.
 */
final class RollbackPlanner implements Planner {

  /** The strategy of a StatefulSet or DaemonSet whose pods stay until somebody deletes them. */
  private static final String BY_HAND = "OnDelete";

  private final Reading sick;
  private final long onset;
  private final List<Reading> readings;
  private final Fleet fleet;
  private final Ledger ledger;
  private final List<Rollback> rollbacks;
  private final String advice;
  private final long now;

  RollbackPlanner(Basis basis) {
    this.sick = basis.sick();
    this.onset = basis.onset();
    this.readings = basis.readings();
    this.fleet = basis.fleet();
    this.ledger = basis.ledger();
    this.rollbacks = basis.rollbacks();
    this.advice = ProbesAdvice.of(basis.facts());
    this.now = basis.now();
  }

  @Override
  public Plan plan() {
    Optional<VersionState> carrier =
        fleet.carriers(sick.version()).stream().filter(VersionState::getCurrent).findFirst();
    if (carrier.isEmpty()) {
      return new Plan.Impossible(
          Gate.NO_CHANGE_BEFORE_ONSET,
          sick.version() + " is not what any object asks for, so there is no release to take back");
    }
    if (fleet.state().getStrategy().equals(BY_HAND)) {
      return new Plan.Impossible(
          Gate.ROLLOUT_PAUSED, "its pods are replaced by hand, so nothing would come of it");
    }
    if (carrier.get().getSince().toEpochMilli() > onset) {
      return new Plan.Impossible(
          Gate.NO_CHANGE_BEFORE_ONSET,
          sick.version() + " was rolled out after the symptom began, so it is not the cause");
    }
    if (rollbacks.stream().anyMatch(each -> each.toVersion().equals(sick.version()))) {
      return new Plan.Impossible(
          Gate.ALREADY_ROLLED_BACK,
          sick.version() + " is what the last rollback went to; twice in a row is not tried");
    }
    return allSick().orElseGet(() -> from(carrier.get()));
  }

  private Optional<Plan> allSick() {
    List<String> serving = fleet.serving();
    boolean all = serving.size() > 1 && serving.stream().allMatch(this::sick);
    return all
        ? Optional.of(
            new Plan.Impossible(
                Gate.ALL_VERSIONS_SICK,
                "all versions that serve are sick ("
                    + String.join(", ", serving)
                    + "), so it is not the release"))
        : Optional.empty();
  }

  private Plan from(VersionState carrier) {
    boolean canary = !carrier.getObject().equals(fleet.state().getTarget());
    List<VersionState> candidates =
        canary ? fleet.current().stream().toList() : fleet.history(carrier);
    Predicate<VersionState> left = this::leftByRollback;
    Optional<VersionState> destination =
        candidates.stream()
            .filter(each -> !each.getVersion().equals(carrier.getVersion()))
            .filter(each -> fleet.good(each, ledger, now))
            .filter(left.negate())
            .filter(each -> !sick(each.getVersion()))
            .findFirst();
    if (destination.isEmpty()) {
      return noDestination(candidates, carrier);
    }
    return towards(carrier, destination.get(), canary);
  }

  private Plan noDestination(List<VersionState> candidates, VersionState carrier) {
    boolean onlyLeft =
        candidates.stream().anyMatch(each -> fleet.good(each, ledger, now) && leftByRollback(each));
    if (onlyLeft) {
      return new Plan.Impossible(
          Gate.ALREADY_ROLLED_BACK,
          "the only version to go back to from "
              + carrier.getVersion()
              + " was itself left by a rollback");
    }
    boolean othersSick =
        candidates.stream()
            .anyMatch(each -> fleet.serves(each.getVersion()) && sick(each.getVersion()));
    return new Plan.Impossible(
        othersSick ? Gate.ALL_VERSIONS_SICK : Gate.NO_KNOWN_GOOD,
        othersSick
            ? "what " + carrier.getVersion() + " could go back to is sick too"
            : "no version before " + carrier.getVersion() + " is proven good or vouched for");
  }

  private Plan towards(VersionState from, VersionState to, boolean canary) {
    if (sick.comparison() == Comparison.NOT_WORSE) {
      return new Plan.Wait(
          Gate.INCONCLUSIVE,
          from.getVersion() + " is not significantly worse than " + to.getVersion());
    }
    if (fleet.serves(to.getVersion()) && !known(to.getVersion())) {
      return new Plan.Wait(
          Gate.UNKNOWN_HEALTH, "the health of " + to.getVersion() + " is not known right now");
    }
    return canary ? canary(from, to) : revision(from, to);
  }

  private boolean sick(String version) {
    return readings.stream().anyMatch(each -> each.version().equals(version) && each.unhealthy());
  }

  private boolean known(String version) {
    return readings.stream()
        .anyMatch(each -> each.version().equals(version) && each.health() != Health.UNKNOWN);
  }

  private boolean leftByRollback(VersionState version) {
    return rollbacks.stream().anyMatch(each -> each.fromVersion().equals(version.getVersion()));
  }

  private Plan revision(VersionState from, VersionState to) {
    Map<String, String> parameters = versions(from, to);
    parameters.put("kind", "revision");
    parameters.put("object", from.getObject());
    return Plan.Feasible.of(
        parameters,
        List.of(precondition(from)),
        "roll back "
            + from.getVersion()
            + " to "
            + to.getVersion()
            + " (revision "
            + to.getRevision()
            + ")"
            + advice);
  }

  private static Plan canary(VersionState canary, VersionState stable) {
    int replicas = stable.getDesired() + canary.getDesired();
    Map<String, String> parameters = versions(canary, stable);
    parameters.put("kind", "canary");
    parameters.put("canaryObject", canary.getObject());
    parameters.put("stableObject", stable.getObject());
    parameters.put("canaryReplicas", "0");
    parameters.put("stableReplicas", Integer.toString(replicas));
    return Plan.Feasible.of(
        parameters,
        List.of(precondition(canary), precondition(stable)),
        "give all traffic back to "
            + stable.getVersion()
            + " ("
            + replicas
            + " replicas) and scale the canary "
            + canary.getVersion()
            + " to 0");
  }

  private static Map<String, String> versions(VersionState from, VersionState to) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("fromVersion", from.getVersion());
    parameters.put("fromRevision", from.getRevision());
    parameters.put("toVersion", to.getVersion());
    parameters.put("toRevision", to.getRevision());
    return parameters;
  }

  private static Precondition precondition(VersionState version) {
    return Precondition.newBuilder()
        .setObject(version.getObject())
        .setUid(version.getUid().isEmpty() ? null : version.getUid())
        .setRevision(version.getRevision())
        .build();
  }
}
