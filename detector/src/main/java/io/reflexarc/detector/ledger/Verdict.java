package io.reflexarc.detector.ledger;

/** Whether a fact is news. The word is the metric's tag. */
public enum Verdict {
  /** It is: publish it. */
  NEWS("news"),
  /** The log has this very fact. */
  KNOWN("known"),
  /** The state that it begins is open already. */
  ALREADY_OPEN("already-open"),
  /** The state that it ends was not open. */
  NOT_OPEN("not-open"),
  /** It happened when somebody was looking, or too long ago. */
  OLD("old");

  private final String word;

  Verdict(String word) {
    this.word = word;
  }

  /** As metrics say it. */
  public String word() {
    return word;
  }
}
