package io.reflexarc.chaos.play;

/** The two times that a story is told. */
public enum Part {
  /** With the three stages. */
  WITH("with Reflexarc"),
  /** With nobody who acts. */
  WITHOUT("without");

  private final String word;

  Part(String word) {
    this.word = word;
  }

  /** For a reader. */
  public String word() {
    return word;
  }
}
