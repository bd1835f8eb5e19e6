package io.reflexarc.actuator.action;

import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One command of one action, for the contract that all of them keep. Without state: it may be
 * played often.
 */
public interface ActionScene {

  /**
   * An object of namespace {@code shop}, or of the cluster.
   *
   * @param kind of what
   * @param name which
   */
  record Place(ResourceKind kind, String name) {}

  /**
   * A parameter that makes no sense.
   *
   * @param name which
   * @param value what it says, empty where it is missing
   * @param says what the actuator answers, or a part of it
   */
  record Mistake(String name, String value, String says) {}

  /** The actuator's settings, as far as this action cares. */
  default Map<String, String> settings() {
    return Map.of();
  }

  /** Sets the stage, and gives the command, whose id is {@code c-1}. */
  RemediationCommand order(Site site) throws Exception;

  /** What the plan says: {@code set web from revision 2 to revision 1}. */
  String sentence();

  /** What the command writes, as {@code Kind/name}, in order. */
  List<String> effects();

  /** The object that the last write goes to. */
  Place object();

  /** Whether the object carries the command's mark afterwards; what is removed does not. */
  default boolean leavesMark() {
    return true;
  }

  /** What it comes to when the object is gone. */
  default Class<? extends Outcome> whenGone() {
    return Outcome.Superseded.class;
  }

  /** What it comes to when all was deleted and made anew. */
  default Class<? extends Outcome> whenMadeAnew() {
    return whenGone();
  }

  /** What it may come to when another hand has decided otherwise. */
  default Set<Class<? extends Outcome>> whenMeddled() {
    return Set.of(Outcome.Superseded.class, Outcome.Overridden.class);
  }

  /** What it comes to when it is carried out again. */
  default Class<? extends Outcome> whenAgain() {
    return Outcome.AlreadyApplied.class;
  }

  /** All that was ordered is there. */
  void assertDone(Site site) throws Exception;

  /**
   * Plays what else there is of the action, as far as it takes other rights, on a stage of its own.
   */
  default void aside(Site site) throws Exception {}

  /** What controllers do between two turns. */
  default void meanwhile(Site site) throws Exception {}

  /** Another hand decides otherwise before the command comes. */
  void meddle(Site site) throws Exception;

  /** Parameters that make no sense. */
  List<Mistake> mistakes();
}
