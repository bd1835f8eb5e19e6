import io.reflexarc.actuator.action.Action;
import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.Demands;
import io.reflexarc.actuator.action.InvalidCommandException;
import io.reflexarc.actuator.action.OneWrite;
import io.reflexarc.actuator.action.OneWrite.Edited;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Parameters;
import io.reflexarc.actuator.action.Right;
import io.reflexarc.actuator.action.Sight;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.ClusterReader;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.key.TargetKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts a label on a Deployment, for tools of one's own to find. Parameters: object, label, value. */
public final class LabelWorkload implements Action {

  @Override
  public String name() {
    return "labelWorkload";
  }

  @Override
  public List<Right> rights() {
    List<Right> rights = new ArrayList<>(Demands.RIGHTS);
    rights.add(Right.to(ResourceKind.DEPLOYMENT, "get", "update"));
    return rights;
  }

  @Override
  public Sight look(RemediationCommand command, ClusterReader cluster)
      throws InvalidCommandException, ClusterException {
    Parameters parameters = new Parameters(command);
    TargetKey object = parameters.object("object", ResourceKind.DEPLOYMENT);
    String label = parameters.text("label");
    String value = parameters.text("value");
    return OneWrite.look(command, object, ResourceKind.DEPLOYMENT, cluster,
        "label " + object.name() + " " + label + "=" + value,
        (found, now) -> {
          String before = found.label(label).orElse("");
          return before.equals(value)
              ? new Edited.Not(new Outcome.Superseded(object.name() + " has that label already"))
              : new Edited.To(
                  json -> json.withObject("/metadata").withObjectProperty("labels").put(label, value),
                  new Change(Map.of(label, before), Map.of(label, value)));
        });
  }
}
