package io.reflexarc.actuator.cluster;

/** The port to the cluster: what may be read, and the one way to write. */
public interface Cluster extends ClusterReader, AutoCloseable {

  /** Whether a write takes effect. */
  enum Effect {
    /** It does. */
    PERSIST,
    /** The API server checks it in full and keeps nothing. */
    DRY_RUN
  }

  /**
   * Replaces an object, provided that nobody has changed it since it was read: its uid and
   * resourceVersion are the guard. Never repeated by the client: what is not known stays {@link
   * WriteAnswer.Unknown}.
   *
   * @throws IllegalArgumentException when the object names no resourceVersion
   */
  WriteAnswer replace(ResourceKind kind, KubeObject object, Effect effect);

  /**
   * Asks the API server for a sign of life.
   *
   * @throws ClusterException when it gives none
   */
  void ping() throws ClusterException;

  /** Lets go of connections; bounded. */
  @Override
  void close();
}
