package io.reflexarc.actuator.action.rollback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.Mark;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Plan;
import io.reflexarc.actuator.action.Sight;
import io.reflexarc.actuator.action.Step;
import io.reflexarc.actuator.action.history.Rollout;
import io.reflexarc.actuator.action.history.Template;
import io.reflexarc.actuator.action.rollback.RollbackOrder.Release;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One workload that shall go back to one of its revisions: one write, template and mark together.
 * There is no state in between; a failure leaves either all of it or nothing behind. A StatefulSet
 * may need its stuck pods deleted after that; what a failure leaves behind then: its template is
 * the good one, some of them are gone, and who comes next deletes the others.
 *
 * @param seen empty when it is gone
 * @param stuck pods of the release that is left, which nobody else replaces
 */
record RevisionSight(
    RemediationCommand command,
    RollbackOrder.ToRevision order,
    Optional<Seen> seen,
    StuckPods stuck)
    implements Sight {

  private static final String CHANGE_CAUSE = "kubernetes.io/change-cause";

  @Override
  public List<KubeObject> objects() {
    return seen.map(Seen::workload).stream().toList();
  }

  @Override
  public Plan plan(Instant now) {
    if (seen.isEmpty()) {
      return nothing(new Outcome.Superseded(order.object() + " is gone"));
    }
    Seen found = seen.get();
    if (found.mark().isPresent()) {
      return after(found, found.mark().get());
    }
    return found
        .objection(
            order.expected(),
            Objects.requireNonNullElse(order.expected().getRevision(), order.from().revision()))
        .<Plan>map(RevisionSight::nothing)
        .orElseGet(() -> back(found, now));
  }

  /** Stuck pods are deleted only while the template is the one that was put back. */
  private Plan after(Seen found, Mark mark) {
    boolean ours =
        found
            .history()
            .template(order.to().revision())
            .filter(Template.of(found.workload())::equals)
            .isPresent();
    return ours && !stuck.isEmpty()
        ? new Plan.Write(sentence(), stuck.removals(), mark.change())
        : new Plan.Nothing(
            new Outcome.AlreadyApplied("this command had " + sentence()), mark.change());
  }

  private Plan back(Seen found, Instant now) {
    Release to = order.to();
    Optional<Template> destination = found.history().template(to.revision());
    if (destination.isEmpty()) {
      return nothing(
          new Outcome.Superseded(
              "revision " + to.revision() + " is no longer in the history of " + found.name()));
    }
    String labelled = destination.get().labelledVersion();
    if (!to.version().isEmpty() && !labelled.isEmpty() && !labelled.equals(to.version())) {
      return nothing(
          new Outcome.Superseded(
              "revision " + to.revision() + " is " + labelled + " and not " + to.version()));
    }
    if (destination.get().equals(Template.of(found.workload()))) {
      return nothing(new Outcome.Superseded(found.name() + " runs " + to + " already"));
    }
    List<Step> steps = new ArrayList<>();
    steps.add(write(found, destination.get(), now));
    steps.addAll(stuck.removals());
    return new Plan.Write(sentence() + partition(found) + deleting(), steps, Change.NONE);
  }

  private Step write(Seen found, Template destination, Instant now) {
    Map<String, String> after = new TreeMap<>(fields(order.to()));
    if (!stuck.isEmpty()) {
      after.put("deletes", stuck.names());
    }
    Change change = new Change(fields(order.from()), after);
    Mark mark = Mark.of(command, now, change);
    KubeObject wanted =
        found
            .workload()
            .edited(
                json -> {
                  json.withObject("/spec").set("template", destination.json().deepCopy());
                  mark.putOn(json);
                  annotations(json).put(CHANGE_CAUSE, "reflexarc " + sentence());
                });
    ResourceKind kind = ResourceKind.named(order.object().kind()).orElseThrow();
    return new Step.Replace(kind, wanted, change);
  }

  private String sentence() {
    return "set " + order.object().name() + " from " + order.from() + " to " + order.to();
  }

  private static String partition(Seen found) {
    long partition = new Rollout(found.workload()).partition();
    return partition == 0 ? "" : " but for its " + partition + " pods below the partition";
  }

  private String deleting() {
    return stuck.isEmpty() ? "" : " and delete " + stuck.names() + ", which would block it";
  }

  private static ObjectNode annotations(ObjectNode json) {
    return json.withObject("/metadata").withObjectProperty("annotations");
  }

  private static Map<String, String> fields(Release release) {
    return release.version().isEmpty()
        ? Map.of("revision", release.revision())
        : Map.of("revision", release.revision(), "version", release.version());
  }

  private static Plan nothing(Outcome outcome) {
    return new Plan.Nothing(outcome, Change.NONE);
  }
}
