package io.reflexarc.actuator.control;

/** The orders of humans could not be read up to now. */
public final class ControlsUnavailableException extends Exception {

  private static final long serialVersionUID = 1L;

  public ControlsUnavailableException(String message) {
    super(message);
  }
}
