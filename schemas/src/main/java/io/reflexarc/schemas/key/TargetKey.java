package io.reflexarc.schemas.key;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a workload or node: {@code cluster/namespace/Kind/name}, with an empty namespace for
 * what has none ({@code prod-eu//Node/node-7}). It is the key of every target-keyed topic, so all
 * facts, decisions and deeds about one target share a partition.
 *
 * @param cluster name of the cluster, 1 to 63 characters
 * @param namespace namespace, empty for cluster-scoped kinds
 * @param kind kind as Kubernetes spells it: {@code Deployment}
 * @param name name of the object, 1 to 253 characters
 */
public record TargetKey(String cluster, String namespace, String kind, String name) {

  private static final Pattern CLUSTER =
      Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
  private static final Pattern NAMESPACE = Pattern.compile("|[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern KIND = Pattern.compile("[A-Z][A-Za-z0-9]{0,62}");
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.:]{0,251}[A-Za-z0-9])?");

  /**
   * @throws IllegalArgumentException naming the part that is wrong
   */
  public TargetKey {
    check("cluster", cluster, CLUSTER);
    check("namespace", namespace, NAMESPACE);
    check("kind", kind, KIND);
    check("name", name, NAME);
  }

  /** The key of a workload that lives beside this one. */
  public TargetKey sibling(String siblingKind, String siblingName) {
    return new TargetKey(cluster, namespace, siblingKind, siblingName);
  }

  /**
   * Reads {@code cluster/namespace/Kind/name}.
   *
   * @throws IllegalArgumentException naming the part that is wrong
   */
  public static TargetKey parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 4) {
      throw new IllegalArgumentException(
          "target '" + abbreviated(text) + "' is not cluster/namespace/Kind/name");
    }
    return new TargetKey(parts[0], parts[1], parts[2], parts[3]);
  }

  /** As {@link #parse}, empty where that would throw. */
  public static Optional<TargetKey> tryParse(String text) {
    try {
      return Optional.of(parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return cluster + "/" + namespace + "/" + kind + "/" + name;
  }

  private static void check(String part, String value, Pattern pattern) {
    if (!pattern.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "target's " + part + " '" + abbreviated(value) + "' does not match " + pattern.pattern());
    }
  }

  private static String abbreviated(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "...";
  }
}
