package io.reflexarc.actuator.lookout;

import io.reflexarc.actuator.action.Actions;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.through.Automation;
import io.reflexarc.actuator.action.through.Lease;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.Selection;
import io.reflexarc.actuator.errand.Errand;
import io.reflexarc.actuator.errand.Report;
import io.reflexarc.actuator.errand.Turn;
import io.reflexarc.actuator.errand.Workshop;
import io.reflexarc.schemas.avro.Mode;
import io.reflexarc.schemas.avro.Precondition;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.key.DeterministicId;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that nothing stands still for ever: whose lease is over is handed back, by whichever
 * actuator finds it first, also when nobody remembers the command. One that was set by hand since
 * is only forgotten. It is an errand as any other, with its gates, guard and mark.
 */
public final class LeaseWarden implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseWarden.class);
  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MOST_TURNS = 5;

  private final Workshop with;
  private final String cluster;
  private final Consumer<Report> told;
  private Instant next = Instant.MIN;

  /**
   * @param cluster name of the cluster, as in targets
   * @param told takes what was handed back
   */
  public LeaseWarden(Workshop with, String cluster, Consumer<Report> told) {
    this.with = with;
    this.cluster = cluster;
    this.told = told;
  }

  /** Looks for leases that are over, if that has not been done lately. */
  @Override
  public void run() {
    Instant now = with.time().instant();
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(EVERY);
    for (Automation automation : Automation.values()) {
      Optional<String> action = resumes(automation, with.actions());
      for (KubeObject object : action.isPresent() ? leased(automation) : List.<KubeObject>of()) {
        over(automation, object, now)
            .flatMap(held -> handBack(action.orElseThrow(), object, held, now))
            .ifPresent(told);
      }
    }
  }

  private static Optional<String> resumes(Automation automation, Actions actions) {
    return Optional.of(automation == Automation.ARGO_CD ? "resumeArgoCD" : "resumeFlux")
        .filter(actions.names()::contains);
  }

  private List<KubeObject> leased(Automation automation) {
    try {
      return with.cluster()
          .list(
              automation.kind(),
              Selection.in(with.namespace()).labelled(Map.of(Lease.LABEL, Lease.LEASED)));
    } catch (ClusterException e) {
      LOG.debug("cannot look for leases of {}: {}", automation.kind().plural(), e.getMessage());
      return List.of();
    }
  }

  /** A holder whose time is over; any, when another hand has ended the lease. */
  private static Optional<Map.Entry<String, Lease.Holder>> over(
      Automation automation, KubeObject object, Instant now) {
    return Lease.on(object).stream()
        .flatMap(lease -> lease.holders().entrySet().stream())
        .filter(holder -> !now.isBefore(holder.getValue().until()) || automation.runs(object))
        .findFirst();
  }

  private Optional<Report> handBack(
      String action, KubeObject object, Map.Entry<String, Lease.Holder> held, Instant now) {
    RemediationCommand command = command(action, object, held.getKey(), held.getValue(), now);
    Errand errand = with.errand(command);
    Turn turn = errand.turn();
    for (int more = 0; more < MOST_TURNS && isAtOnce(turn); more++) {
      turn = errand.turn();
    }
    return turn instanceof Turn.Done done ? told(done.report(), held.getValue()) : Optional.empty();
  }

  /** What has to be waited for is left to the next round. */
  private static boolean isAtOnce(Turn turn) {
    return turn instanceof Turn.Again again && again.delay().isZero();
  }

  /** Told of as of the target that it was about, and only when something was done. */
  private static Optional<Report> told(Report report, Lease.Holder holder) {
    if (!(report.outcome() instanceof Outcome.Applied applied)) {
      LOG.info("not handed back now: {}", report.outcome());
      return Optional.empty();
    }
    RemediationCommand about =
        RemediationCommand.newBuilder(report.command()).setTarget(holder.target()).build();
    return Optional.of(
        new Report(
            about,
            new Outcome.Applied(applied.reason() + ", its lease is over"),
            report.change(),
            report.at(),
            report.turns()));
  }

  private RemediationCommand command(
      String action, KubeObject object, String undoes, Lease.Holder holder, Instant now) {
    String key =
        new TargetKey(cluster, object.namespace(), object.kind(), object.name()).toString();
    return RemediationCommand.newBuilder()
        .setId(DeterministicId.of("lease", undoes, key))
        .setIncidentId(holder.incident())
        .setTarget(key)
        .setAction(action)
        .setParameters(new TreeMap<>(Map.of("object", key, "undoes", undoes)))
        .setPreconditions(
            List.of(Precondition.newBuilder().setObject(key).setUid(object.uid()).build()))
        .setReason("the lease of command " + undoes + " is over")
        .setMode(Mode.AUTO)
        .setPolicy(holder.policy())
        .setPolicyGeneration(0)
        .setRung(0)
        .setEvidence(List.of())
        .setIssuedAt(now)
        .setExpiresAt(now.plus(PATIENCE))
        .build();
  }
}
