package io.reflexarc.actuator.action.failover;

import io.reflexarc.actuator.action.Action;
import io.reflexarc.actuator.action.Demands;
import io.reflexarc.actuator.action.InvalidCommandException;
import io.reflexarc.actuator.action.OneWrite;
import io.reflexarc.actuator.action.Parameters;
import io.reflexarc.actuator.action.Right;
import io.reflexarc.actuator.action.Sight;
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
import java.util.stream.Stream;

/**
 * {@code failover}: a label of a Service's selector gets another value. It is not taken back: where
 * the data is, only people know.
 *
 * <p>Parameters: {@code object} (the Service), {@code label}, {@code value}. Preconditions: the
 * target's.
 */
public final class Failover implements Action {

  @Override
  public String name() {
    return "failover";
  }

  @Override
  public List<Right> rights() {
    return Stream.concat(
            Stream.of(
                Right.to(ResourceKind.SERVICE, "get", "update"),
                Right.to(ResourceKind.POD, "list")),
            Demands.RIGHTS.stream())
        .toList();
  }

  @Override
  public Sight look(RemediationCommand command, ClusterReader cluster)
      throws InvalidCommandException, ClusterException {
    Parameters parameters = new Parameters(command);
    TargetKey object = parameters.object("object", ResourceKind.SERVICE);
    String label = parameters.text("label");
    String value = parameters.text("value");
    Optional<KubeObject> service =
        cluster.get(ResourceKind.SERVICE, object.namespace(), object.name());
    List<KubeObject> pods =
        service.isPresent() ? pods(service.get(), label, value, cluster) : List.of();
    return new OneWrite(
        command,
        object,
        ResourceKind.SERVICE,
        service,
        Demands.look(command, cluster),
        "let Service " + object.name() + " select " + label + "=" + value,
        (found, now) -> new Choice(found, label).of(value, pods));
  }

  /** Those that it would serve from. */
  private static List<KubeObject> pods(
      KubeObject service, String label, String value, ClusterReader cluster)
      throws ClusterException {
    Map<String, String> selector = Choice.selector(service);
    selector.put(label, value);
    return cluster.list(ResourceKind.POD, Selection.in(service.namespace()).labelled(selector));
  }
}
