package io.reflexarc.actuator.action.rollback;

import io.reflexarc.actuator.action.Bounds;
import io.reflexarc.actuator.action.InvalidCommandException;
import io.reflexarc.actuator.action.Parameters;
import io.reflexarc.actuator.action.Preconditions;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.Precondition;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.key.TargetKey;

/** What a rollback command asks for, its parameters checked. */
sealed interface RollbackOrder {

  /**
   * One workload, to one of its own revisions.
   *
   * @param object a Deployment, StatefulSet, DaemonSet or Argo Rollout
   * @param expected what must still be true of it
   * @param from revision and version it is thought to run
   * @param to revision and version it shall run
   */
  record ToRevision(TargetKey object, Precondition expected, Release from, Release to)
      implements RollbackOrder {}

  /**
   * A canary pair: the stable Deployment takes the load, the canary goes.
   *
   * @param stable the Deployment that stays
   * @param stableExpected what must still be true of it
   * @param stableReplicas how many it needs at least to carry the load alone
   * @param canary the Deployment that goes
   * @param canaryExpected what must still be true of it
   * @param canaryReplicas how many of it shall stay
   * @param from release of the canary
   * @param to release of the stable
   */
  record OffCanary(
      TargetKey stable,
      Precondition stableExpected,
      int stableReplicas,
      TargetKey canary,
      Precondition canaryExpected,
      int canaryReplicas,
      Release from,
      Release to)
      implements RollbackOrder {}

  /**
   * A revision, and the version that people call it by.
   *
   * @param revision as its workload's state is published: of a Deployment or Rollout the number
   *     that its controller gave it, of a StatefulSet the name of its ControllerRevision, of a
   *     DaemonSet the generation of its template
   * @param version possibly empty
   */
  record Release(String revision, String version) {

    @Override
    public String toString() {
      return version.isEmpty() ? "revision " + revision : version + " (revision " + revision + ")";
    }
  }

  /**
   * Reads a command's parameters.
   *
   * @throws InvalidCommandException naming the parameter that is wrong
   */
  static RollbackOrder of(RemediationCommand command) throws InvalidCommandException {
    Parameters parameters = new Parameters(command);
    String kind = parameters.text("kind");
    return switch (kind) {
      case "revision" -> toRevision(command, parameters, ResourceKind.ofWorkloads());
      case "canary" -> offCanary(command, parameters);
      default ->
          throw new InvalidCommandException(
              "parameters.kind '" + kind + "' is not known, available: revision, canary");
    };
  }

  /**
   * Reads the parameters of a command about an Argo Rollout.
   *
   * @throws InvalidCommandException naming the parameter that is wrong
   */
  static ToRevision ofRollout(RemediationCommand command) throws InvalidCommandException {
    Parameters parameters = new Parameters(command);
    String kind = parameters.text("kind");
    if (!kind.equals("revision")) {
      throw new InvalidCommandException(
          "parameters.kind '" + kind + "' is not known, available: revision");
    }
    return toRevision(command, parameters, ResourceKind.ROLLOUT);
  }

  private static ToRevision toRevision(
      RemediationCommand command, Parameters parameters, ResourceKind... kinds)
      throws InvalidCommandException {
    TargetKey object = parameters.object("object", kinds);
    Release from = release(parameters, object, "from");
    Release to = release(parameters, object, "to");
    if (from.revision().equals(to.revision())) {
      throw new InvalidCommandException(
          "parameters.toRevision " + to.revision() + " is where it comes from");
    }
    return new ToRevision(object, Preconditions.of(command, object), from, to);
  }

  private static Release release(Parameters parameters, TargetKey object, String which)
      throws InvalidCommandException {
    String revision = which + "Revision";
    return new Release(
        object.kind().equals(ResourceKind.STATEFUL_SET.kind())
            ? parameters.name(revision)
            : parameters.revision(revision),
        parameters.or(which + "Version"));
  }

  private static OffCanary offCanary(RemediationCommand command, Parameters parameters)
      throws InvalidCommandException {
    TargetKey stable = parameters.object("stableObject", ResourceKind.DEPLOYMENT);
    TargetKey canary = parameters.object("canaryObject", ResourceKind.DEPLOYMENT);
    if (stable.equals(canary)) {
      throw new InvalidCommandException("parameters.canaryObject is the stable object itself");
    }
    return new OffCanary(
        stable,
        Preconditions.of(command, stable),
        parameters.count("stableReplicas", 1, Bounds.LIMIT),
        canary,
        Preconditions.of(command, canary),
        parameters.count("canaryReplicas", 0, Bounds.LIMIT),
        new Release(parameters.or("fromRevision"), parameters.or("fromVersion")),
        new Release(parameters.or("toRevision"), parameters.or("toVersion")));
  }
}
