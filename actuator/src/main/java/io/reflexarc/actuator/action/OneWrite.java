package io.reflexarc.actuator.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.ClusterReader;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An action that changes one object in one write. In this order: the mark is there, or its effect
 * is remembered under the mark of a later command, so it was done; the object is gone; something
 * that it was decided about has moved on; the action's own edit.
 *
 * @param key the object that is changed
 * @param object as it is, empty when it is gone
 * @param demands what the command was decided about; may be the object itself
 * @param sentence what it does: "set web from revision 12 to 11"
 */
public record OneWrite(
    RemediationCommand command,
    TargetKey key,
    ResourceKind kind,
    Optional<KubeObject> object,
    Demands demands,
    String sentence,
    Edit edit)
    implements Sight {

  /** What an action does to its object, a pure function of the object as it is. */
  @FunctionalInterface
  public interface Edit {

    /** Either an edited object, or why nothing is to be done. */
    Edited of(KubeObject object, Instant now);
  }

  /** What came of an edit. */
  public sealed interface Edited {

    /**
     * It is to be written.
     *
     * @param how the change of the object; the mark comes by itself
     * @param change the same in words
     */
    record To(Consumer<ObjectNode> how, Change change) implements Edited {}

    /** Nothing is to be written. */
    record Not(Outcome outcome) implements Edited {}
  }

  /**
   * Looks at the object and at what the command was decided about.
   *
   * @throws InvalidCommandException when the preconditions make no sense
   * @throws ClusterException when the cluster could not be read
   */
  public static OneWrite look(
      RemediationCommand command,
      TargetKey key,
      ResourceKind kind,
      ClusterReader cluster,
      String sentence,
      Edit edit)
      throws InvalidCommandException, ClusterException {
    return new OneWrite(
        command,
        key,
        kind,
        cluster.get(kind, key.namespace(), key.name()),
        Demands.look(command, cluster),
        sentence,
        edit);
  }

  @Override
  public List<KubeObject> objects() {
    return Stream.concat(object.stream(), demands.objects().stream()).distinct().toList();
  }

  @Override
  public Plan plan(Instant now) {
    if (object.isEmpty()) {
      return nothing(new Outcome.Superseded(key + " is gone"));
    }
    KubeObject found = object.get();
    Optional<Change> done = done(found);
    if (done.isPresent()) {
      return new Plan.Nothing(
          new Outcome.AlreadyApplied("this command had " + sentence), done.get());
    }
    return demands.broken().<Plan>map(OneWrite::nothing).orElseGet(() -> edited(found, now));
  }

  private Optional<Change> done(KubeObject found) {
    return Mark.on(found, command)
        .map(Mark::change)
        .or(() -> Effects.on(found).of(command.getId()));
  }

  private Plan edited(KubeObject found, Instant now) {
    Edited edited = edit.of(found, now);
    if (edited instanceof Edited.Not not) {
      return nothing(not.outcome());
    }
    Edited.To to = (Edited.To) edited;
    Mark mark = Mark.of(command, now, to.change());
    KubeObject wanted =
        found.edited(
            json -> {
              to.how().accept(json);
              mark.putOn(json);
            });
    return new Plan.Write(
        sentence, List.of(new Step.Replace(kind, wanted, to.change())), Change.NONE);
  }

  private static Plan nothing(Outcome outcome) {
    return new Plan.Nothing(outcome, Change.NONE);
  }
}
