package io.reflexarc.actuator.action.rolling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.action.Action;
import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.InvalidCommandException;
import io.reflexarc.actuator.action.OneWrite;
import io.reflexarc.actuator.action.OneWrite.Edited;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Parameters;
import io.reflexarc.actuator.action.Right;
import io.reflexarc.actuator.action.Sight;
import io.reflexarc.actuator.action.history.Rollout;
import io.reflexarc.actuator.action.pods.Budgets;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.ClusterReader;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.Gate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code restartWorkload}: a rollout of the template as it is, by the annotation that {@code
 * kubectl rollout restart} writes. Parameters: {@code object}, {@code restartedAt}, a time. The
 * rollout keeps the workload's own bounds (maxUnavailable, ordinals); nothing is deleted here.
 */
public final class RestartWorkload implements Action {

  /** On the template; another value makes another template. */
  static final String RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

  private static final int SERVES_MEANWHILE = 2;

  @Override
  public String name() {
    return "restartWorkload";
  }

  @Override
  public List<Right> rights() {
    return List.of(
        Right.to(ResourceKind.DEPLOYMENT, "get", "update"),
        Right.to(ResourceKind.STATEFUL_SET, "get", "update"),
        Right.to(ResourceKind.DAEMON_SET, "get", "update"),
        Right.to(ResourceKind.REPLICA_SET, "list"),
        Right.to(ResourceKind.CONTROLLER_REVISION, "list"),
        Budgets.RIGHT);
  }

  @Override
  public Sight look(RemediationCommand command, ClusterReader cluster)
      throws InvalidCommandException, ClusterException {
    Parameters parameters = new Parameters(command);
    TargetKey key = parameters.object("object", ResourceKind.ofWorkloads());
    Instant at = parameters.instant("restartedAt");
    Budgets budgets = Budgets.look(List.of(key.namespace()), cluster);
    return OneWrite.look(
        command,
        key,
        ResourceKind.named(key.kind()).orElseThrow(),
        cluster,
        "restart all pods of " + key.name() + ", a few at a time",
        (object, now) -> restarted(object, at, budgets));
  }

  /** A budget that lets no pod go is waited for, as an eviction would. */
  private static Edited restarted(KubeObject object, Instant at, Budgets budgets) {
    String before = restartedAt(object);
    return objection(object, at, before)
        .<Edited>map(Edited.Not::new)
        .or(() -> budgets.keepsPodsOf(object).map(Edited.Later::new))
        .orElseGet(
            () ->
                new Edited.To(
                    json -> annotations(json).put(RESTARTED_AT, at.toString()),
                    new Change(
                        Map.of("restartedAt", before), Map.of("restartedAt", at.toString()))));
  }

  private static Optional<Outcome> objection(KubeObject object, Instant at, String before) {
    Rollout rollout = new Rollout(object);
    if (!before.isEmpty() && before.compareTo(at.toString()) >= 0) {
      return Optional.of(
          new Outcome.Superseded(object.name() + " was restarted at " + before + " already"));
    }
    if (rollout.stopped().isPresent()) {
      return rollout.stopped().map(Outcome.Overridden::new);
    }
    if (rollout.underWay()) {
      return Optional.of(
          new Outcome.Held(
              Gate.ROLLOUT_IN_PROGRESS, "a rollout of " + object.name() + " is under way"));
    }
    return rollout.desired() < SERVES_MEANWHILE || rollout.allAtOnce()
        ? Optional.of(
            new Outcome.Held(
                Gate.DISRUPTION_BUDGET, "no other pod of " + object.name() + " would serve"))
        : Optional.empty();
  }

  private static String restartedAt(KubeObject object) {
    return object.at("/spec/template/metadata/annotations").path(RESTARTED_AT).asText();
  }

  private static ObjectNode annotations(ObjectNode json) {
    return json.withObject("/spec/template/metadata").withObjectProperty("annotations");
  }
}
