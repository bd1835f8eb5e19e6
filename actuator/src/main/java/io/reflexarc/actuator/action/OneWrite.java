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

    /**
     * Some fields of it are to be taken over.
     *
     * @param fields those and no others; its name, guard and mark come by themselves
     * @param change the same in words
     */
    record Fields(ObjectNode fields, Change change) implements Edited {}

    /**
     * Nothing is to be written yet.
     *
     * @param sentence what is waited for
     */
    record Later(String sentence) implements Edited {}

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
    if (edited instanceof Edited.Later later) {
      return new Plan.Write(sentence, List.of(new Step.Await(later.sentence())), Change.NONE);
    }
    Step.Guarded step =
        edited instanceof Edited.Fields some
            ? apply(found, some, now)
            : replace(found, (Edited.To) edited, now);
    return new Plan.Write(sentence, List.of(step), Change.NONE);
  }

  private Step.Guarded replace(KubeObject found, Edited.To to, Instant now) {
    Mark mark = Mark.of(command, now, to.change());
    return new Step.Replace(kind, found.edited(to.how()).edited(mark::putOn), to.change());
  }

  private Step.Guarded apply(KubeObject found, Edited.Fields some, Instant now) {
    Mark mark = Mark.of(command, now, some.change());
    return new Step.Apply(kind, sliver(found, some).edited(mark::applyWith), some.change());
  }

  private static KubeObject sliver(KubeObject of, Edited.Fields some) {
    ObjectNode json = some.fields().deepCopy();
    json.put("apiVersion", of.text("/apiVersion")).put("kind", of.kind());
    json.withObject("/metadata")
        .put("name", of.name())
        .put("namespace", of.namespace())
        .put("uid", of.uid())
        .put("resourceVersion", of.resourceVersion());
    return new KubeObject(json);
  }

  private static Plan nothing(Outcome outcome) {
    return new Plan.Nothing(outcome, Change.NONE);
  }
}
