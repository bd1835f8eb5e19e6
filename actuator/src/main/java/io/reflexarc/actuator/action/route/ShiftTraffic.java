package io.reflexarc.actuator.action.route;

import io.reflexarc.actuator.action.Action;
import io.reflexarc.actuator.action.Demands;
import io.reflexarc.actuator.action.InvalidCommandException;
import io.reflexarc.actuator.action.OneWrite;
import io.reflexarc.actuator.action.Parameters;
import io.reflexarc.actuator.action.Right;
import io.reflexarc.actuator.action.Sight;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.ClusterReader;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.key.TargetKey;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code shiftTraffic}: so many hundredths of what one backend served go to another; the same
 * action brings them back, step by step.
 *
 * <p>Parameters: {@code object} (the HTTPRoute), {@code from} and {@code to} (names of backends),
 * {@code moved} (0 to 100), and on the way back {@code undoes} (id of the command that shifted).
 * Preconditions: the target's.
 */
public final class ShiftTraffic implements Action {

  private static final int ALL = 100;

  @Override
  public String name() {
    return "shiftTraffic";
  }

  @Override
  public List<Right> rights() {
    return Stream.concat(
            Stream.of(Right.to(ResourceKind.HTTP_ROUTE, "get", "update")), Demands.RIGHTS.stream())
        .toList();
  }

  @Override
  public Sight look(RemediationCommand command, ClusterReader cluster)
      throws InvalidCommandException, ClusterException {
    Parameters parameters = new Parameters(command);
    TargetKey object = parameters.object("object", ResourceKind.HTTP_ROUTE);
    Pair pair = new Pair(parameters.text("from"), parameters.text("to"));
    if (pair.from().equals(pair.to())) {
      throw new InvalidCommandException("parameters.to is parameters.from itself");
    }
    String undoes = parameters.or("undoes");
    int moved = parameters.count("moved", undoes.isEmpty() ? 1 : 0, ALL);
    return OneWrite.look(
        command,
        object,
        ResourceKind.HTTP_ROUTE,
        cluster,
        sentence(object.name(), pair, moved, undoes),
        (found, now) ->
            undoes.isEmpty()
                ? new Shift(found, pair).away(moved, command.getId())
                : new Shift(found, pair).back(moved, undoes));
  }

  private static String sentence(String route, Pair pair, int moved, String undoes) {
    String what = "the traffic of " + pair.from() + " in HTTPRoute " + route;
    if (undoes.isEmpty()) {
      return "shift " + moved + " % of " + what + " to " + pair.to();
    }
    return moved == 0
        ? "bring all of " + what + " back from " + pair.to()
        : "bring " + what + " back from " + pair.to() + " but for " + moved + " %";
  }
}
