package io.reflexarc.detector.policy;

/**
 * A policy as it was written.
 *
 * @param generation rises with each change, 0 where the source does not count
 * @param spec its spec as JSON
 * @param source {@code crd} or {@code file:<name>}
 * @param uid tells it from one that had its name before; empty for a file
 */
public record PolicyText(
    String namespace, String name, long generation, String spec, String source, String uid) {

  /** The source of custom resources. */
  public static final String CRD = "crd";

  /** {@code namespace/name}. */
  public String key() {
    return namespace + "/" + name;
  }
}
