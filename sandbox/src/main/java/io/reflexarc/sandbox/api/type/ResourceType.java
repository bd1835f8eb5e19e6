package io.reflexarc.sandbox.api.type;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A kind of object that the API serves under one group and version.
 *
 * @param group the API group, empty for the core group
 * @param version such as {@code v1}
 * @param plural the name in the URL, such as {@code pods}
 * @param kind such as {@code Pod}
 * @param namespaced whether objects live in a namespace
 * @param shortNames what kubectl accepts besides the plural
 * @param categories groups of types such as {@code all}
 * @param subresources among {@code status}, {@code scale}, {@code eviction}, {@code binding},
 *     {@code log}, {@code proxy}
 * @param countsGeneration whether metadata.generation counts changes of the specification
 * @param columns printed columns of a custom resource, empty for built-in types
 */
public record ResourceType(
    String group,
    String version,
    String plural,
    String kind,
    boolean namespaced,
    List<String> shortNames,
    List<String> categories,
    Set<String> subresources,
    boolean countsGeneration,
    List<PrinterColumn> columns) {

  public ResourceType {
    Objects.requireNonNull(group, "group");
    if (version.isBlank() || plural.isBlank() || kind.isBlank()) {
      throw new IllegalArgumentException("A resource type needs a version, a plural and a kind");
    }
    shortNames = List.copyOf(shortNames);
    categories = List.copyOf(categories);
    subresources = Set.copyOf(new TreeSet<>(subresources));
    columns = List.copyOf(columns);
  }

  /** A type whose objects live in namespaces, without short names or subresources. */
  public static ResourceType namespaced(String group, String version, String plural, String kind) {
    return plain(group, version, plural, kind, true);
  }

  /** A type whose objects belong to the whole cluster, without short names or subresources. */
  public static ResourceType clusterWide(String group, String version, String plural, String kind) {
    return plain(group, version, plural, kind, false);
  }

  private static ResourceType plain(
      String group, String version, String plural, String kind, boolean namespaced) {
    return new ResourceType(
        group, version, plural, kind, namespaced, List.of(), List.of(), Set.of(), false, List.of());
  }

  /** The same type with these short names. */
  public ResourceType shortNames(String... names) {
    return new ResourceType(
        group,
        version,
        plural,
        kind,
        namespaced,
        List.of(names),
        categories,
        subresources,
        countsGeneration,
        columns);
  }

  /** The same type in these categories. */
  public ResourceType categories(String... names) {
    return new ResourceType(
        group,
        version,
        plural,
        kind,
        namespaced,
        shortNames,
        List.of(names),
        subresources,
        countsGeneration,
        columns);
  }

  /** The same type with these subresources. */
  public ResourceType subresources(String... names) {
    return new ResourceType(
        group,
        version,
        plural,
        kind,
        namespaced,
        shortNames,
        categories,
        Set.of(names),
        countsGeneration,
        columns);
  }

  /** The same type, its objects counting their generations. */
  public ResourceType countingGenerations() {
    return new ResourceType(
        group,
        version,
        plural,
        kind,
        namespaced,
        shortNames,
        categories,
        subresources,
        true,
        columns);
  }

  /** The same type with these printed columns. */
  public ResourceType columns(List<PrinterColumn> printed) {
    return new ResourceType(
        group,
        version,
        plural,
        kind,
        namespaced,
        shortNames,
        categories,
        subresources,
        countsGeneration,
        printed);
  }

  /** The value of apiVersion, such as {@code v1} or {@code apps/v1}. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** The name used in error messages, such as {@code pods} or {@code deployments.apps}. */
  public String qualifiedPlural() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  /** The kind used in error messages, such as {@code Pod} or {@code Deployment.apps}. */
  public String qualifiedKind() {
    return group.isEmpty() ? kind : kind + "." + group;
  }

  /** The kind in lower case. */
  public String singular() {
    return kind.toLowerCase(Locale.ROOT);
  }

  /**
   * What the store files the objects under: all versions of one resource are the same objects, and
   * events of the core group and of events.k8s.io are, too.
   */
  public String storage() {
    return group.equals("events.k8s.io") ? "events" : qualifiedPlural();
  }

  /** Whether writes to the object and to its status are separate. */
  public boolean hasStatus() {
    return subresources.contains("status");
  }
}
