package io.reflexarc.schemas.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a command does. Most stand on the rungs of a ladder; some take back what another did, and
 * are ordered by the decider alone.
 */
public enum Action implements Word {
  /** The sick pod is deleted; its owner starts another. */
  RESTART_POD(
      Deed.of("The sick pod is deleted, and its owner starts another in its place.")
          .on(Kinds.PODS)
          .knowing(Per.POD)),

  /** All pods are replaced, a few at a time. */
  RESTART_WORKLOAD(
      Deed.of("All pods are replaced, a few at a time, as in a rollout.").on(Kinds.WORKLOADS)),

  /** The sick pod serves no more, and stays for the post-mortem. */
  QUARANTINE_POD(
      Deed.of("The sick pod is taken out of its Service and kept for the post-mortem.")
          .on(Kinds.DEPLOYMENTS)
          .knowing(Per.POD)
          .takes(Parameters.QUARANTINED, Parameters.KEEP_FOR)),

  /** Back to the last known good revision; for a canary, traffic back and the canary to zero. */
  ROLLBACK(
      Deed.of("Back to the last known good revision; a canary gives its traffic back.")
          .on(Kinds.WORKLOADS)
          .knowing(Per.VERSION)),

  /** As a rollback, through the Argo CD that delivers the target. */
  ARGO_CD(
      Deed.of(
              "Back to the last known good revision through Argo CD, whose automated sync is"
                  + " suspended meanwhile.")
          .on(Kinds.DEPLOYMENTS)
          .knowing(Per.VERSION)
          .takes(Parameters.SUSPEND_FOR)),

  /** As a rollback, while the Flux that delivers the target is suspended. */
  FLUX(
      Deed.of("Back to the last known good revision, with Flux suspended meanwhile.")
          .on(Kinds.DEPLOYMENTS)
          .knowing(Per.VERSION)
          .takes(Parameters.SUSPEND_FOR)),

  /** As a rollback, of what Argo Rollouts rolls out. */
  ARGO_ROLLOUTS(
      Deed.of(
              "Back to the last known good revision, as by `kubectl argo rollouts undo`; a canary"
                  + " that is under way ends.")
          .on(Kinds.ROLLOUTS)
          .knowing(Per.VERSION)),

  /** A rollout goes no further. */
  PAUSE_ROLLOUT(Deed.of("A rollout that is under way goes no further.").on(Kinds.DEPLOYMENTS)),

  /** More or fewer replicas. */
  SCALE(
      Deed.of("The number of replicas is set, within the bounds of the autoscaler if there is one.")
          .on(Kinds.SCALABLE)
          .takes(
              Parameters.REPLICAS,
              Parameters.ADD,
              Parameters.PERCENT,
              Parameters.MIN,
              Parameters.MAX)),

  /** The autoscaler keeps the number of replicas that there are. */
  FREEZE_AUTOSCALER(
      Deed.of("The autoscaler keeps the number of replicas that it asks for now.")
          .on(Kinds.SCALABLE)
          .aroundAFault()),

  /** No new pods come to the node. */
  CORDON_NODE(Deed.of("No new pods come to the node.").on(Kinds.NODES).aroundAFault()),

  /** The node's pods go elsewhere. */
  DRAIN_NODE(
      Deed.of("No new pods come to the node, and those on it are evicted within their budgets.")
          .on(Kinds.NODES)
          .takes(Parameters.AT_ONCE)),

  /** Traffic goes to another backend. */
  SHIFT_TRAFFIC(
      Deed.of("The traffic of a route goes to another backend; it comes back in steps.")
          .on(Kinds.WORKLOADS)
          .takes(
              Parameters.ROUTE,
              Parameters.FROM,
              Parameters.TO_BACKEND,
              Parameters.STEP,
              Parameters.EVERY)
          .aroundAFault()),

  /** A Service serves from other pods. */
  FAILOVER(
      Deed.of("A Service selects other pods: those whose label has another value.")
          .on(Kinds.PODS)
          .takes(Parameters.SERVICE, Parameters.LABEL, Parameters.TO_VALUE)
          .aroundAFault()),

  /** A feature is switched in a ConfigMap. */
  DEGRADE(
      Deed.of("A key of a ConfigMap gets another value: a feature is switched off or on.")
          .on(Kinds.PODS)
          .takes(Parameters.CONFIG_MAP, Parameters.KEY, Parameters.VALUE)
          .aroundAFault()),

  /** Who claims to lead without holding the lease is stopped. */
  FENCE_LEADER(
      Deed.of("The pod that claims to lead, and does not hold the lease, is deleted.")
          .on(Kinds.PODS)
          .knowing(Per.POD)
          .takes(Parameters.LEASE)
          .aroundAFault()),

  /** One field of the target is set. */
  PATCH(
      Deed.of("One field of the target is set.")
          .on(Kinds.WORKLOADS)
          .takes(Parameters.PATH, Parameters.JSON_VALUE)),

  /** Another system is told to do something. */
  WEBHOOK(
      Deed.of("An endpoint that the actuator knows by name is called.")
          .on(Kinds.ALL)
          .takes(Parameters.ENDPOINT)
          .aroundAFault()),

  /** Tell a human. Only as the last rung; it is no command. */
  PAGE(
      Deed.of("A human is told. Only as the last rung; it is not verified.")
          .on(Kinds.ALL)
          .takes(Parameters.SEVERITY)
          .aroundAFault()),

  /** Takes back {@link #PAUSE_ROLLOUT}. */
  RESUME_ROLLOUT(Deed.takingBack("The rollout that was paused goes on.", Kinds.DEPLOYMENTS)),

  /** Takes back {@link #FREEZE_AUTOSCALER}. */
  RELEASE_AUTOSCALER(
      Deed.takingBack("The autoscaler gets the bounds back that it had.", Kinds.SCALABLE)),

  /** Takes back {@link #ARGO_CD}: what it brought stays until Argo CD brings something else. */
  RESUME_ARGO_CD(
      Deed.takingBack(
          "Automated sync of the application is again what it was.", Kinds.DEPLOYMENTS)),

  /** Takes back {@link #FLUX}: what it brought stays until Flux brings something else. */
  RESUME_FLUX(Deed.takingBack("Flux reconciles again.", Kinds.DEPLOYMENTS)),

  /** Takes back {@link #CORDON_NODE} and {@link #DRAIN_NODE}. */
  UNCORDON(Deed.takingBack("New pods may come to the node again.", Kinds.NODES)),

  /** Takes back {@link #DEGRADE}. */
  RESTORE(Deed.takingBack("The key of the ConfigMap gets the value back that it had.", Kinds.PODS));

  private final Deed deed;

  Action(Deed deed) {
    this.deed = deed;
  }

  /** Those that a rung may name, in the order in which people read them. */
  public static List<Action> ofLadders() {
    return Arrays.stream(values()).filter(action -> !action.deed.takesBack()).toList();
  }

  /** How it is written, in camel case: {@code restartPod}; Argo CD as it writes itself. */
  @Override
  public String word() {
    StringBuilder word = new StringBuilder();
    for (String part : Word.super.word().split("-")) {
      word.append(
          word.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
    }
    return word.toString().replace("Cd", "CD");
  }

  /** What it does, for people. */
  public String sentence() {
    return deed.sentence();
  }

  /** Kinds of the targets that it can be done to. */
  public List<String> kinds() {
    return deed.kinds();
  }

  /**
   * Whether it treats the fault as the target's own: then it is held while the cause lies
   * elsewhere. The others go around a fault, contain it, or tell of it.
   */
  public boolean treatsOwnFault() {
    return deed.treatsOwnFault();
  }

  /** Whether it goes back to another release. */
  public boolean rollsBack() {
    return this == ROLLBACK || this == ARGO_CD || this == FLUX || this == ARGO_ROLLOUTS;
  }

  /** Whether it is a command whose effect is verified: all but a page. */
  public boolean isVerified() {
    return this != PAGE;
  }

  /** What takes it back when all is well again; empty when its effect stays. */
  public Optional<Action> undo() {
    return switch (this) {
      case PAUSE_ROLLOUT -> Optional.of(RESUME_ROLLOUT);
      case FREEZE_AUTOSCALER -> Optional.of(RELEASE_AUTOSCALER);
      case ARGO_CD -> Optional.of(RESUME_ARGO_CD);
      case FLUX -> Optional.of(RESUME_FLUX);
      case CORDON_NODE, DRAIN_NODE -> Optional.of(UNCORDON);
      case SHIFT_TRAFFIC -> Optional.of(SHIFT_TRAFFIC);
      case DEGRADE -> Optional.of(RESTORE);
      default -> Optional.empty();
    };
  }

  /** What its symptom must judge one by one; empty when that does not matter. */
  Optional<Per> needs() {
    return deed.needs();
  }

  /** What its rung may carry. */
  List<Parameter> parameters() {
    return deed.parameters();
  }

  /** Sets of kinds. */
  private static final class Kinds {
    static final List<String> DEPLOYMENTS = List.of("Deployment");
    static final List<String> SCALABLE = List.of("Deployment", "StatefulSet");
    static final List<String> WORKLOADS = List.of("Deployment", "StatefulSet", "DaemonSet");
    static final List<String> ROLLOUTS = List.of("Rollout");
    static final List<String> PODS = List.of("Deployment", "StatefulSet", "DaemonSet", "Rollout");
    static final List<String> NODES = List.of(TargetSelector.NODE);
    static final List<String> ALL =
        List.of("Deployment", "StatefulSet", "DaemonSet", "Rollout", TargetSelector.NODE);

    private Kinds() {}
  }
}
