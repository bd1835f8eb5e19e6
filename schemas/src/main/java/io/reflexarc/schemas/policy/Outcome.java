package io.reflexarc.schemas.policy;

/**
 * What became of a command or an incident: the closed list of words in an audit record's {@code
 * outcome}.
 */
public enum Outcome implements Word {
  APPLIED("The change was made."),
  ALREADY_APPLIED("The change had been made before; nothing was done again."),
  EXPIRED("It was too old to be carried out, or nobody approved it in time."),
  REJECTED("A human rejected it; nothing was done."),
  SUPERSEDED("The target had moved on since the decision; nothing was done."),
  OVERRIDDEN("A human changed the target since the decision; nothing was done."),
  FAILED("The change could not be made."),
  HELD("A gate kept the command from being carried out."),
  HEALED("Evidence from after the action shows it healthy."),
  NOT_HEALED("The time to verify passed without evidence of health."),
  WORSE("Evidence from after the action shows it clearly worse than before."),
  RECOVERED("It became healthy without an action."),
  ESCALATED("The ladder is used up; a human has been told."),
  ACKNOWLEDGED("A human said that it is in hand.");

  private final String sentence;

  Outcome(String sentence) {
    this.sentence = sentence;
  }

  /** What it means, for people. */
  public String sentence() {
    return sentence;
  }
}
