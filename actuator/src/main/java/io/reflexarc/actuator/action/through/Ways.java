package io.reflexarc.actuator.action.through;

import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.Demands;
import io.reflexarc.actuator.action.InvalidCommandException;
import io.reflexarc.actuator.action.OneWrite;
import io.reflexarc.actuator.action.OneWrite.Edited;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Outcome.Refusal;
import io.reflexarc.actuator.action.Parameters;
import io.reflexarc.actuator.action.Plan;
import io.reflexarc.actuator.action.Sight;
import io.reflexarc.actuator.action.history.History;
import io.reflexarc.actuator.action.history.Template;
import io.reflexarc.actuator.action.rollback.Rollback;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.ClusterReader;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.key.TargetKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The way through one delivery system and back.
 *
 * @param system for people: {@code Argo CD}
 * @param automations kinds of its objects
 * @param home where they are when a mark does not tell
 */
record Ways(String system, List<Automation> automations, String home) {

  /** Nothing can be done, and why. */
  private record Standstill(List<KubeObject> objects, Outcome outcome) implements Sight {

    @Override
    public Plan plan(Instant now) {
      return new Plan.Nothing(outcome, Change.NONE);
    }
  }

  /** A rollback through the deliverer: first it is looked at, then what it delivers. */
  Sight through(RemediationCommand command, Rollback rollback, ClusterReader cluster)
      throws InvalidCommandException, ClusterException {
    Parameters parameters = new Parameters(command);
    Instant until = parameters.instant("until");
    boolean canary = parameters.text("kind").equals("canary");
    TargetKey key =
        parameters.object(canary ? "stableObject" : "object", ResourceKind.ofWorkloads());
    Optional<KubeObject> before = workload(key, cluster);
    Optional<Deliverer> deliverer =
        before.isPresent()
            ? Deliverer.look(before.get(), automations, home, cluster)
            : Optional.empty();
    Sight back = rollback.look(command, cluster);
    Optional<KubeObject> workload = workload(key, cluster);
    if (workload.isEmpty()) {
      return back;
    }
    return deliverer.isPresent()
        ? through(command, deliverer.get(), workload.get(), until, back, cluster)
        : new Standstill(back.objects(), notDelivered(key));
  }

  private Sight through(
      RemediationCommand command,
      Deliverer deliverer,
      KubeObject workload,
      Instant until,
      Sight back,
      ClusterReader cluster)
      throws ClusterException {
    String destination = new Parameters(command).or("toRevision");
    Optional<KubeObject> kept = History.look(workload, cluster).keeps(destination);
    boolean single = new Parameters(command).or("kind").equals("revision");
    return new Through(
        command,
        deliverer,
        workload,
        single && kept.map(Template::kept).filter(Template.of(workload)::equals).isPresent(),
        single && deliverer.automation() == Automation.ARGO_CD
            ? kept.flatMap(Ways::made).flatMap(at -> Operation.that(deliverer.object(), at))
            : Optional.empty(),
        until,
        back);
  }

  private static Optional<Instant> made(KubeObject kept) {
    try {
      return Optional.of(Instant.parse(kept.text("/metadata/creationTimestamp")));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Outcome notDelivered(TargetKey key) {
    return new Outcome.Refused(
        Refusal.UNFIT, key + " is not delivered by anything of " + system + " that is there");
  }

  /** The deliverer, named by what it delivers or by itself, stands still no longer. */
  Sight handBack(RemediationCommand command, ClusterReader cluster)
      throws InvalidCommandException, ClusterException {
    Parameters parameters = new Parameters(command);
    TargetKey key = parameters.object("object", kinds());
    String undoes = parameters.text("undoes");
    Demands demands = Demands.look(command, cluster);
    Optional<KubeObject> deliverer = deliverer(key, cluster);
    return deliverer.isPresent()
        ? handBack(command, demands, deliverer.get(), undoes)
        : new Standstill(
            demands.objects(),
            new Outcome.Superseded(
                demands.objects().isEmpty() ? key + " is gone" : "nothing delivers " + key));
  }

  private static OneWrite handBack(
      RemediationCommand command, Demands demands, KubeObject object, String undoes) {
    Automation automation = Automation.of(object.kind()).orElseThrow();
    TargetKey key =
        new TargetKey(
            TargetKey.parse(command.getTarget()).cluster(),
            object.namespace(),
            object.kind(),
            object.name());
    return new OneWrite(
        command,
        key,
        automation.kind(),
        Optional.of(object),
        demands,
        "hand " + Deliverer.words(object) + " back",
        (found, now) -> handedBack(found, automation, undoes));
  }

  private static Edited handedBack(KubeObject found, Automation automation, String undoes) {
    Deliverer deliverer = new Deliverer(Optional.empty(), automation, found);
    if (!deliverer.isHeldBy(undoes)) {
      return new Edited.Not(
          new Outcome.Superseded(
              deliverer.words() + " does not stand still for command " + undoes));
    }
    KubeObject back = deliverer.handedBack(undoes);
    return new Edited.To(json -> json.setAll(back.json()), deliverer.handOver(back));
  }

  private ResourceKind[] kinds() {
    return Stream.concat(
            Stream.of(ResourceKind.ofWorkloads()), automations.stream().map(Automation::kind))
        .toArray(ResourceKind[]::new);
  }

  private Optional<KubeObject> deliverer(TargetKey key, ClusterReader cluster)
      throws ClusterException {
    Optional<KubeObject> object = workload(key, cluster);
    if (object.isEmpty() || Automation.of(key.kind()).isPresent()) {
      return object;
    }
    return Deliverer.look(object.get(), automations, home, cluster).map(Deliverer::object);
  }

  private static Optional<KubeObject> workload(TargetKey key, ClusterReader cluster)
      throws ClusterException {
    return cluster.get(ResourceKind.named(key.kind()).orElseThrow(), key.namespace(), key.name());
  }
}
