package io.reflexarc.sandbox.scenario;

import org.jspecify.annotations.Nullable;

/** A scenario's folder cannot be used, or its story could not be played to its end. */
public final class ScenarioException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With one sentence that names the file or the step. */
  public ScenarioException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
