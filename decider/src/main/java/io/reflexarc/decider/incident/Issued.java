package io.reflexarc.decider.incident;

import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Subject;
import io.reflexarc.schemas.policy.Action;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A command that was issued, as far as it is remembered: so that its outcome is known to be its,
 * and its effect can be taken back.
 *
 * @param id its id
 * @param rung number of the rung that it is of
 * @param action what it does
 * @param subject the pod or node that it is about; empty for the target itself
 * @param parameters its absolute values
 * @param step 0 when it is what the rung orders; n when it is the n-th that takes that back
 */
public record Issued(
    String id,
    int rung,
    Action action,
    Optional<Subject> subject,
    SortedMap<String, String> parameters,
    int step) {

  /** Parameter of shifted traffic: how many hundredths of it are away. */
  public static final String MOVED = "moved";

  private static final String NOTHING = "0";

  /**
   * @throws IllegalArgumentException when the step is negative
   */
  public Issued {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    if (step < 0) {
      throw new IllegalArgumentException("step " + step + " of " + id);
    }
  }

  /** What is remembered of a command, of the rung of that number. */
  public static Issued of(RemediationCommand command, int rung, Action action, int step) {
    return new Issued(
        command.getId(),
        rung,
        action,
        Optional.ofNullable(command.getSubject()),
        new TreeMap<>(command.getParameters()),
        step);
  }

  /** Whether it takes back what a rung did. */
  public boolean takesBack() {
    return step > 0;
  }

  /** Whether what takes this back takes the other back too. */
  boolean isTakenBackWith(Issued other) {
    return action.undo().equals(other.action.undo())
        && subject.equals(other.subject)
        && object().equals(other.object());
  }

  private String object() {
    return parameters.getOrDefault("object", "");
  }

  /** Whether it takes back a part only: traffic that comes back in steps. */
  boolean isPartial() {
    return takesBack() && !parameters.getOrDefault(MOVED, NOTHING).equals(NOTHING);
  }

  /** What is left of it after this one took a part of it back. */
  Issued after(Issued takingBack) {
    return new Issued(id, rung, action, subject, takingBack.parameters, takingBack.step);
  }

  /** How it reads in a sentence. */
  public String says() {
    Map<String, String> of = Map.copyOf(parameters);
    return action.word()
        + " ("
        + subject
            .map(part -> String.valueOf(part.getNode() == null ? part.getPod() : part.getNode()))
            .orElseGet(() -> of.getOrDefault("object", ""))
        + ")";
  }
}
