package io.reflexarc.actuator.control;

/** Where the orders of humans come from. */
public interface ControlSource {

  /**
   * The orders, every one of them that was committed before this was called.
   *
   * @throws ControlsUnavailableException when that cannot be made sure of in time
   */
  Controls current() throws ControlsUnavailableException;
}
