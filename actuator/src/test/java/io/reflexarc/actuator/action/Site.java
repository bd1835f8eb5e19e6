package io.reflexarc.actuator.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.cluster.Cluster;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.actuator.post.Post;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A cluster for actions to be tried on, be it in memory or behind an API server. Namespace {@code
 * shop} exists.
 */
public interface Site {

  /** How a request of the actuator goes wrong. */
  enum Trouble {
    /** Its role lacks the right. */
    FORBIDDEN,
    /** It is asked for patience: 429. */
    BUSY,
    /** It is done, and answered with 500. */
    FAILED_AFTER,
    /** It is done, and the connection is cut. */
    CUT_AFTER,
    /** It is not done, and the connection is cut. */
    CUT_BEFORE
  }

  /** What the actuator works with. */
  Cluster cluster();

  /** How it tells what is outside the cluster. */
  default Post post() {
    return Post.NONE;
  }

  /** Makes an object, or replaces the one of that name, its status too, by another hand. */
  KubeObject put(ObjectNode object) throws Exception;

  /** Replaces an object, recorded as if the actuator itself had done it before. */
  default KubeObject putAsOurs(ObjectNode object) throws Exception {
    return put(object);
  }

  /** Deletes an object by another hand, at once. */
  void delete(ResourceKind kind, String namespace, String name) throws Exception;

  /** An object as it is, whatever trouble there is. */
  Optional<KubeObject> stored(ResourceKind kind, String namespace, String name) throws Exception;

  /** The actuator's writes that changed something, as {@code Kind/name}, in order. */
  List<String> effects();

  /**
   * Rights that the actuator has used since all was cleared, as {@code update deployments.apps};
   * but for the look at the namespace, which the spine takes whatever the action.
   */
  Set<String> used();

  /** So the next writes go wrong. */
  void troubleWrites(Trouble trouble, int times);

  /** So the next reads go wrong: {@link Trouble#FORBIDDEN} or {@link Trouble#BUSY}. */
  void troubleReads(Trouble trouble, int times);

  /** Nothing is left but the namespace, and no trouble waits. */
  void clear() throws Exception;

  /** An object of namespace {@code shop}, or of the cluster, that must be there. */
  default KubeObject at(ResourceKind kind, String name) throws Exception {
    return stored(kind, "shop", name).orElseThrow();
  }

  /** Edits an object by another hand. */
  default KubeObject edit(ResourceKind kind, String name, Consumer<ObjectNode> change)
      throws Exception {
    return put(at(kind, name).edited(change).json());
  }
}
