package io.reflexarc.actuator.action;

import io.reflexarc.actuator.action.history.History;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.ClusterReader;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.Precondition;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.key.TargetKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a command demands of the objects that it was decided about, and these objects as they are
 * now.
 *
 * @param all at least one
 */
public record Demands(List<Demand> all) {

  /** What it takes to look at a workload that a command was decided about. */
  public static final List<Right> RIGHTS =
      List.of(
          Right.to(ResourceKind.DEPLOYMENT, "get"),
          Right.to(ResourceKind.STATEFUL_SET, "get"),
          Right.to(ResourceKind.DAEMON_SET, "get"),
          Right.to(ResourceKind.ROLLOUT, "get"));

  public Demands {
    all = List.copyOf(all);
  }

  /**
   * One object that a command was decided about.
   *
   * @param key which
   * @param expected what was true of it
   * @param object as it is, empty when it is gone
   * @param revision that it stands at, empty where none is demanded or known
   */
  public record Demand(
      TargetKey key,
      Precondition expected,
      Optional<KubeObject> object,
      Optional<String> revision) {

    private Optional<String> broken() {
      if (object.isEmpty()) {
        return Optional.of(key + " is gone");
      }
      return Preconditions.broken(expected, object.get()).or(this::moved);
    }

    private Optional<String> moved() {
      String demanded = expected.getRevision();
      if (demanded == null || demanded.isEmpty()) {
        return Optional.empty();
      }
      if (revision.isEmpty()) {
        return Optional.of(key.name() + " has a new template that is not rolled out yet");
      }
      return revision
          .filter(current -> !current.equals(demanded))
          .map(current -> key.name() + " moved on from revision " + demanded + " to " + current);
    }
  }

  /**
   * Looks at all of them.
   *
   * @throws InvalidCommandException when there is none, or one names no uid or a kind that is not
   *     known
   * @throws ClusterException when the cluster could not be read
   */
  public static Demands look(RemediationCommand command, ClusterReader cluster)
      throws InvalidCommandException, ClusterException {
    List<Demand> demands = new ArrayList<>();
    for (Precondition each : command.getPreconditions()) {
      TargetKey key =
          TargetKey.tryParse(each.getObject())
              .orElseThrow(
                  () ->
                      new InvalidCommandException(
                          "preconditions: '"
                              + each.getObject()
                              + "' is not cluster/namespace/Kind/name"));
      demands.add(look(Preconditions.of(command, key), key, cluster));
    }
    if (demands.isEmpty()) {
      throw new InvalidCommandException("preconditions is empty: which object is meant?");
    }
    return new Demands(demands);
  }

  private static Demand look(Precondition expected, TargetKey key, ClusterReader cluster)
      throws InvalidCommandException, ClusterException {
    ResourceKind kind =
        ResourceKind.named(key.kind())
            .orElseThrow(
                () ->
                    new InvalidCommandException(
                        "preconditions: the kind of " + key + " is not known here"));
    Optional<KubeObject> object = cluster.get(kind, key.namespace(), key.name());
    boolean asks = expected.getRevision() != null && !expected.getRevision().isEmpty();
    Optional<String> revision =
        asks && object.isPresent()
            ? History.look(object.get(), cluster).current()
            : Optional.empty();
    return new Demand(key, expected, object, revision);
  }

  /** The objects that are there. */
  public List<KubeObject> objects() {
    return all.stream().flatMap(demand -> demand.object().stream()).toList();
  }

  /** That something moved on since the command was decided; empty when all stands as it did. */
  public Optional<Outcome> broken() {
    return all.stream()
        .flatMap(demand -> demand.broken().stream())
        .findFirst()
        .map(Outcome.Superseded::new);
  }
}
