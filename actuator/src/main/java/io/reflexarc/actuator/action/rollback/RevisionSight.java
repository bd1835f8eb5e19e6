package io.reflexarc.actuator.action.rollback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.Mark;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Plan;
import io.reflexarc.actuator.action.Sight;
import io.reflexarc.actuator.action.Step;
import io.reflexarc.actuator.action.history.Template;
import io.reflexarc.actuator.action.rollback.RollbackOrder.Release;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One Deployment that shall go back to one of its revisions: one write, template and mark together.
 * There is no state in between; a failure leaves either all of it or nothing behind.
 *
 * @param seen empty when it is gone
 */
record RevisionSight(
    RemediationCommand command, RollbackOrder.ToRevision order, Optional<Seen> seen)
    implements Sight {

  private static final String CHANGE_CAUSE = "kubernetes.io/change-cause";

  @Override
  public List<KubeObject> objects() {
    return seen.map(Seen::deployment).stream().toList();
  }

  @Override
  public Plan plan(Instant now) {
    if (seen.isEmpty()) {
      return nothing(new Outcome.Superseded(order.object() + " is gone"));
    }
    Seen found = seen.get();
    if (found.mark().isPresent()) {
      return new Plan.Nothing(
          new Outcome.AlreadyApplied("this command had " + sentence()),
          found.mark().get().change());
    }
    return found
        .objection(
            order.expected(),
            Objects.requireNonNullElse(order.expected().getRevision(), order.from().revision()))
        .<Plan>map(RevisionSight::nothing)
        .orElseGet(() -> back(found, now));
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
    if (destination.get().equals(Template.of(found.deployment()))) {
      return nothing(new Outcome.Superseded(found.name() + " runs " + to + " already"));
    }
    return new Plan.Write(sentence(), List.of(write(found, destination.get(), now)), Change.NONE);
  }

  private Step write(Seen found, Template destination, Instant now) {
    Change change = new Change(fields(order.from()), fields(order.to()));
    Mark mark = Mark.of(command, now, change);
    KubeObject wanted =
        found
            .deployment()
            .edited(
                json -> {
                  json.withObject("/spec").set("template", destination.json().deepCopy());
                  mark.putOn(json);
                  annotations(json).put(CHANGE_CAUSE, "reflexarc " + sentence());
                });
    return new Step.Replace(ResourceKind.DEPLOYMENT, wanted, change);
  }

  private String sentence() {
    return "set " + order.object().name() + " from " + order.from() + " to " + order.to();
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
