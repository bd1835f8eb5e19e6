package io.reflexarc.actuator.cluster;

/** A read that did not succeed. */
public final class ClusterException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Fault fault;

  public ClusterException(Fault fault) {
    super(fault.message());
    this.fault = fault;
  }

  /** Why. */
  public Fault fault() {
    return fault;
  }
}
