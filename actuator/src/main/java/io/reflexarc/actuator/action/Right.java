package io.reflexarc.actuator.action;

import io.reflexarc.actuator.cluster.ResourceKind;
import java.util.List;

/**
 * What an action must be allowed to do.
 *
 * @param kind to what
 * @param verbs as roles spell them
 */
public record Right(ResourceKind kind, List<String> verbs) {

  public Right {
    verbs = List.copyOf(verbs);
  }

  public static Right to(ResourceKind kind, String... verbs) {
    return new Right(kind, List.of(verbs));
  }
}
