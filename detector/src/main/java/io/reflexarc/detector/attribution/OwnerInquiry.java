package io.reflexarc.detector.attribution;

import io.reflexarc.detector.cluster.Metadata;

/**
 * Asks who owns an object of a kind that is not watched. Does not wait: the answer arrives as an
 * observation of an owner, sooner or later or never. To be asked again and again.
 */
@FunctionalInterface
public interface OwnerInquiry {

  /** Nobody to ask. */
  OwnerInquiry NONE = (namespace, owner) -> {};

  /**
   * @param namespace of what it owns
   */
  void whoOwns(String namespace, Metadata.ControllerRef owner);
}
