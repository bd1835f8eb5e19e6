package io.reflexarc.actuator.action.scale;

import io.reflexarc.actuator.action.Action;
import io.reflexarc.actuator.action.Bounds;
import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.InvalidCommandException;
import io.reflexarc.actuator.action.OneWrite;
import io.reflexarc.actuator.action.OneWrite.Edited;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Right;
import io.reflexarc.actuator.action.Sight;
import io.reflexarc.actuator.action.scale.ScaleOrder.Bound;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.ClusterReader;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.actuator.cluster.Selection;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.key.TargetKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code scale}: another number of replicas. Parameters: {@code object}, {@code replicas}, and
 * where an autoscaler sets the number {@code autoscaler} with {@code minReplicas} or {@code
 * maxReplicas}.
 *
 * <p>One write either way. Where there is an autoscaler only its bound is moved: it sets the number
 * itself then, before it looks at any metric, and what else wrote the number would be overruled.
 */
public final class Scale implements Action {

  private static final String REPLICAS = "replicas";

  @Override
  public String name() {
    return "scale";
  }

  @Override
  public List<Right> rights() {
    return List.of(
        Right.to(ResourceKind.DEPLOYMENT, "get", "update"),
        Right.to(ResourceKind.STATEFUL_SET, "get", "update"),
        Right.to(ResourceKind.AUTOSCALER, "get", "list", "update"));
  }

  @Override
  public Sight look(RemediationCommand command, ClusterReader cluster)
      throws InvalidCommandException, ClusterException {
    ScaleOrder order = ScaleOrder.of(command);
    return order.bound().isPresent()
        ? through(command, order, order.bound().get(), cluster)
        : directly(command, order, cluster);
  }

  private static Sight directly(RemediationCommand command, ScaleOrder order, ClusterReader cluster)
      throws InvalidCommandException, ClusterException {
    TargetKey key = order.workload();
    Optional<String> autoscaler =
        cluster.list(ResourceKind.AUTOSCALER, Selection.in(key.namespace())).stream()
            .filter(each -> scales(each, key))
            .map(KubeObject::name)
            .findFirst();
    return OneWrite.look(
        command,
        key,
        ResourceKind.named(key.kind()).orElseThrow(),
        cluster,
        "scale " + key.name() + " to " + order.replicas() + " replicas",
        (object, now) -> scaled(object, order.replicas(), autoscaler));
  }

  private static Edited scaled(KubeObject object, int replicas, Optional<String> autoscaler) {
    long found = object.number("/spec/replicas", 1);
    if (autoscaler.isPresent()) {
      return superseded(
          "autoscaler " + autoscaler.get() + " sets the replicas of " + object.name() + " now");
    }
    if (found == 0) {
      return new Edited.Not(
          new Outcome.Overridden("somebody has scaled " + object.name() + " to 0"));
    }
    if (found == replicas) {
      return superseded(object.name() + " asks for " + found + " replicas already");
    }
    return new Edited.To(
        json -> json.withObject("/spec").put(REPLICAS, replicas),
        change(REPLICAS, found, replicas));
  }

  private static Sight through(
      RemediationCommand command, ScaleOrder order, Bound bound, ClusterReader cluster)
      throws InvalidCommandException, ClusterException {
    TargetKey key = bound.autoscaler();
    return OneWrite.look(
        command,
        key,
        ResourceKind.AUTOSCALER,
        cluster,
        "scale "
            + order.workload().name()
            + " to "
            + order.replicas()
            + " replicas by "
            + bound.field()
            + " of autoscaler "
            + key.name(),
        (object, now) -> moved(object, order, bound));
  }

  private static Edited moved(KubeObject autoscaler, ScaleOrder order, Bound bound) {
    if (!scales(autoscaler, order.workload())) {
      return superseded(
          "autoscaler " + autoscaler.name() + " no longer scales " + order.workload().name());
    }
    Bounds found = Bounds.of(autoscaler);
    int from = bound.lower() ? found.least() : found.most();
    int to = order.replicas();
    if (to < found.least() || to > found.most()) {
      return superseded(
          "autoscaler " + autoscaler.name() + " allows " + found + " replicas, not " + to);
    }
    return from == to
        ? superseded(
            bound.field() + " of autoscaler " + autoscaler.name() + " is " + to + " already")
        : new Edited.To(
            json -> json.withObject("/spec").put(bound.field(), to),
            change(bound.field(), from, to));
  }

  private static boolean scales(KubeObject autoscaler, TargetKey workload) {
    return autoscaler.text("/spec/scaleTargetRef/kind").equals(workload.kind())
        && autoscaler.text("/spec/scaleTargetRef/name").equals(workload.name());
  }

  private static Change change(String field, long from, long to) {
    return new Change(Map.of(field, Long.toString(from)), Map.of(field, Long.toString(to)));
  }

  private static Edited superseded(String reason) {
    return new Edited.Not(new Outcome.Superseded(reason));
  }
}
