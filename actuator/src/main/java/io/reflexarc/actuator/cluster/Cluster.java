package io.reflexarc.actuator.cluster;

/** The port to the cluster: what may be read, and the three ways to write, all guarded. */
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
   * Takes over fields of an object by server-side apply, without force, provided that nobody has
   * changed it since it was read. Guarded and not repeated as {@link #replace}.
   *
   * @param object those fields, and in its metadata name, namespace, uid and resourceVersion
   * @return {@link WriteAnswer.Refused} with {@link Fault.Kind#OWNED} when another manager owns one
   * @throws IllegalArgumentException when the object names no resourceVersion
   */
  WriteAnswer apply(ResourceKind kind, KubeObject object, Effect effect);

  /**
   * Removes an object, provided that nobody has changed it since it was read. Guarded and not
   * repeated as {@link #replace}.
   *
   * @param object as it was read
   * @return {@link WriteAnswer.Written} with the object that was given, once it is on its way out;
   *     {@link WriteAnswer.Refused} with {@link Fault.Kind#TOO_MANY_REQUESTS} when a disruption
   *     budget keeps it
   * @throws IllegalArgumentException when the object names no resourceVersion
   */
  WriteAnswer remove(ResourceKind kind, KubeObject object, Removal how, Effect effect);

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
