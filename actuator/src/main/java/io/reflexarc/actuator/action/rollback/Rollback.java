package io.reflexarc.actuator.action.rollback;

import io.reflexarc.actuator.action.Action;
import io.reflexarc.actuator.action.InvalidCommandException;
import io.reflexarc.actuator.action.Right;
import io.reflexarc.actuator.action.Sight;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.ClusterReader;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.text.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code rollback}: back to the stated, proven release.
 *
 * <p>Parameters {@code kind=revision}: {@code object}, a Deployment, StatefulSet or DaemonSet,
 * {@code fromRevision}, {@code toRevision}, and for people {@code fromVersion}, {@code toVersion}.
 * Parameters {@code kind=canary}: {@code stableObject}, {@code stableReplicas}, {@code
 * canaryObject}, {@code canaryReplicas}, and for people the releases. One precondition with a uid
 * for each object.
 */
public final class Rollback implements Action {

  /** How long the stable half of a canary pair may take to become ready, event time. */
  public static final String CAPACITY_TIMEOUT = "actuator.capacity.timeout";

  public static final Duration DEFAULT_CAPACITY_TIMEOUT = Duration.ofMinutes(2);

  private volatile Duration capacityTimeout = DEFAULT_CAPACITY_TIMEOUT;

  @Override
  public String name() {
    return "rollback";
  }

  @Override
  public void configure(Map<String, String> settings) {
    String text = settings.get(CAPACITY_TIMEOUT);
    if (text != null) {
      capacityTimeout =
          DurationText.parse(text)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          CAPACITY_TIMEOUT + ": '" + text + "' is not a duration, write 2m"));
    }
  }

  @Override
  public List<Right> rights() {
    return List.of(
        Right.to(ResourceKind.DEPLOYMENT, "get", "update"),
        Right.to(ResourceKind.STATEFUL_SET, "get", "update"),
        Right.to(ResourceKind.DAEMON_SET, "get", "update"),
        Right.to(ResourceKind.REPLICA_SET, "list"),
        Right.to(ResourceKind.CONTROLLER_REVISION, "list"),
        Right.to(ResourceKind.POD, "list", "delete"));
  }

  @Override
  public Sight look(RemediationCommand command, ClusterReader cluster)
      throws InvalidCommandException, ClusterException {
    RollbackOrder order = RollbackOrder.of(command);
    if (order instanceof RollbackOrder.ToRevision plain) {
      Optional<Seen> seen = Seen.look(command, plain.object(), plain.expected(), cluster);
      return new RevisionSight(
          command, plain, seen, StuckPods.look(seen, plain.from().revision(), cluster));
    }
    RollbackOrder.OffCanary pair = (RollbackOrder.OffCanary) order;
    return new CanarySight(
        command,
        pair,
        Seen.look(command, pair.stable(), pair.stableExpected(), cluster),
        Seen.look(command, pair.canary(), pair.canaryExpected(), cluster),
        capacityTimeout);
  }
}
