package io.reflexarc.actuator.lookout;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.actuator.action.Mark;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.owner.FieldPath;
import io.reflexarc.actuator.owner.FieldTrace;
import io.reflexarc.actuator.owner.FieldWriter;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a command did to an object, and is to be looked after.
 *
 * @param command whose it is
 * @param object as it was seen last; which one is meant
 * @param fields that were changed
 * @param until when it is looked after no longer, event time
 */
record Deed(RemediationCommand command, KubeObject object, List<FieldTrace> fields, Instant until) {

  Deed {
    fields = List.copyOf(fields);
  }

  /** What is found of it. */
  sealed interface Finding {

    /** It stands. */
    record Stands() implements Finding {}

    /** It is nobody's business any more: gone, or decided anew by a later command or hand. */
    record Over() implements Finding {}

    /**
     * A field has the value from before.
     *
     * @param field which
     * @param by who set it back
     */
    record SetBack(FieldTrace field, String by) implements Finding {}
  }

  /** Looks at the object as it is; a third value is a newer decision, and not a fight. */
  Finding of(Optional<KubeObject> found) {
    if (found.isEmpty() || !found.get().uid().equals(object.uid()) || anothers(found.get())) {
      return new Finding.Over();
    }
    JsonNode now = found.get().json();
    for (FieldTrace field : fields) {
      if (field.isSetBack(now)) {
        return new Finding.SetBack(field, lastWriter(found.get(), field.path()));
      }
    }
    return fields.stream().allMatch(field -> field.stands(now))
        ? new Finding.Stands()
        : new Finding.Over();
  }

  /** Whether it is the same command's on the same object. */
  boolean isSame(Deed other) {
    return command.getId().equals(other.command.getId()) && object.uid().equals(other.object.uid());
  }

  private boolean anothers(KubeObject now) {
    return Mark.on(now).filter(mark -> !mark.commandId().equals(command.getId())).isPresent();
  }

  /** Of a field that was taken away nobody is the writer; then who wrote anything last. */
  private static String lastWriter(KubeObject now, FieldPath field) {
    return FieldWriter.last(now, field)
        .or(() -> FieldWriter.of(now).stream().map(FieldWriter::name).findFirst())
        .orElse("somebody who is not named");
  }
}
