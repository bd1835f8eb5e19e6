package io.reflexarc.actuator.action;

/** A command whose parameters make no sense to its action; the message names the parameter. */
public final class InvalidCommandException extends Exception {

  private static final long serialVersionUID = 1L;

  public InvalidCommandException(String message) {
    super(message);
  }
}
