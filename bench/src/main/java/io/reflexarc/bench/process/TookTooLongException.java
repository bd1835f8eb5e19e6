package io.reflexarc.bench.process;

/** What was waited for did not come. */
public final class TookTooLongException extends RuntimeException {

  private final String lastWords;

  TookTooLongException(String message, String lastWords) {
    super(message);
    this.lastWords = lastWords;
  }

  /** The end of the log of the process that was waited for. */
  public String lastWords() {
    return lastWords;
  }
}
