package io.reflexarc.schemas.policy;

/**
 * A policy that a human wrote and the parser accepted.
 *
 * @param namespace namespace; targets are looked for in it alone
 * @param name name, unique in the namespace
 * @param generation rises with each change, 0 where the source does not count
 * @param spec what it asks for
 */
public record Policy(String namespace, String name, long generation, PolicySpec spec) {

  /**
   * @throws IllegalArgumentException when a name is empty or the generation negative
   */
  public Policy {
    if (namespace.isBlank() || name.isBlank()) {
      throw new IllegalArgumentException("a policy needs a namespace and a name");
    }
    if (generation < 0) {
      throw new IllegalArgumentException("generation " + generation + " is negative");
    }
  }

  /** {@code namespace/name}: the key of its record and how audits cite it. */
  public String key() {
    return namespace + "/" + name;
  }
}
