package io.reflexarc.sandbox.world.traffic;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The network between applications and Services, where it is not {@link Link#FINE}. Changed by
 * faults while the world runs. Thread-safe.
 */
public final class Links {
  private final Map<Between, Link> current = new ConcurrentHashMap<>();

  /** How it is from now on; what it was before. */
  public Link set(Between between, Link link) {
    Link before = current.put(between, link);
    return before == null ? Link.FINE : before;
  }

  /** How it is for the calls of an application to a Service. */
  Link of(String namespace, String app, String service) {
    if (current.isEmpty()) {
      return Link.FINE;
    }
    Link own = current.get(new Between(namespace, app, service));
    return own != null
        ? own
        : current.getOrDefault(new Between(namespace, Between.ANYBODY, service), Link.FINE);
  }

  /**
   * Who calls whom.
   *
   * @param namespace of both
   * @param app that calls, or {@link #ANYBODY}
   * @param service that is called
   */
  public record Between(String namespace, String app, String service) {
    /** All who call that Service, but those of whom something is said. */
    public static final String ANYBODY = "*";
  }
}
