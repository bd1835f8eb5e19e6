package io.reflexarc.actuator.lookout;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.actuator.action.Mark;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.owner.FieldPath;
import io.reflexarc.actuator.owner.FieldWriter;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a command did to an object, and is to be looked after.
 *
 * @param command whose it is
 * @param before the object before
 * @param after the object after
 * @param until when it is looked after no longer, event time
 */
record Deed(RemediationCommand command, KubeObject before, KubeObject after, Instant until) {

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
    record SetBack(FieldPath field, String by) implements Finding {}
  }

  /** Looks at the object as it is; a third value is a newer decision, and not a fight. */
  Finding of(Optional<KubeObject> found) {
    if (found.isEmpty() || !found.get().uid().equals(after.uid()) || anothers(found.get())) {
      return new Finding.Over();
    }
    JsonNode now = found.get().json();
    List<FieldPath> fields = FieldPath.changed(before.json(), after.json());
    for (FieldPath field : fields) {
      if (field.in(now).equals(field.in(before.json()))) {
        return new Finding.SetBack(field, lastWriter(found.get(), field));
      }
    }
    return fields.stream().allMatch(field -> field.in(now).equals(field.in(after.json())))
        ? new Finding.Stands()
        : new Finding.Over();
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
