package io.reflexarc.sandbox.api.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.api.type.ResourceType;
import io.reflexarc.sandbox.api.type.ResourceTypes;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells clients what is served: /api, /apis and the resources of each version. */
final class DiscoveryHandler {

  private static final List<String> VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
  private static final Set<String> NOT_STORED = Set.of("authorization.k8s.io", "metrics.k8s.io");

  private final ResourceTypes types;

  DiscoveryHandler(ResourceTypes types) {
    this.types = types;
  }

  static ObjectNode versions() {
    ObjectNode versions = Json.object().put("kind", "APIVersions");
    versions.putArray("versions").add("v1");
    versions
        .putArray("serverAddressByClientCIDRs")
        .addObject()
        .put("clientCIDR", "0.0.0.0/0")
        .put("serverAddress", "127.0.0.1");
    return versions;
  }

  static ObjectNode version() {
    return Json.object()
        .put("major", "1")
        .put("minor", "32")
        .put("gitVersion", "v1.32.0-reflexarc")
        .put("gitCommit", "0000000000000000000000000000000000000000")
        .put("gitTreeState", "clean")
        .put("buildDate", "2025-01-01T00:00:00Z")
        .put("goVersion", "go1.23")
        .put("compiler", "javac")
        .put("platform", "linux/amd64");
  }

  ObjectNode groups() {
    ObjectNode list = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
    ArrayNode groups = list.putArray("groups");
    served().keySet().stream().filter(g -> !g.isEmpty()).forEach(g -> groups.add(describe(g)));
    return list;
  }

  Optional<ObjectNode> group(String name) {
    if (name.isEmpty() || !served().containsKey(name)) {
      return Optional.empty();
    }
    ObjectNode group = describe(name);
    group.put("kind", "APIGroup").put("apiVersion", "v1");
    return Optional.of(group);
  }

  Optional<ObjectNode> resources(String group, String version) {
    if (!served().getOrDefault(group, Set.of()).contains(version)) {
      return Optional.empty();
    }
    ObjectNode list =
        Json.object()
            .put("kind", "APIResourceList")
            .put("apiVersion", "v1")
            .put("groupVersion", group.isEmpty() ? version : group + "/" + version);
    ArrayNode resources = list.putArray("resources");
    for (ResourceType type : types.all()) {
      if (type.group().equals(group) && type.version().equals(version)) {
        add(resources, type);
      }
    }
    VirtualResources.describe(group, resources);
    return Optional.of(list);
  }

  private static void add(ArrayNode resources, ResourceType type) {
    ObjectNode main = entry(resources, type, type.plural(), VERBS);
    main.put("singularName", type.singular());
    if (!type.shortNames().isEmpty()) {
      type.shortNames().forEach(main.putArray("shortNames")::add);
    }
    if (!type.categories().isEmpty()) {
      type.categories().forEach(main.putArray("categories")::add);
    }
    for (String sub : type.subresources().stream().sorted().toList()) {
      String name = type.plural() + "/" + sub;
      switch (sub) {
        case "scale" ->
            entry(resources, type, name, List.of("get", "patch", "update"))
                .put("group", "autoscaling")
                .put("version", "v1")
                .put("kind", "Scale");
        case "eviction" ->
            entry(resources, type, name, List.of("create"))
                .put("group", "policy")
                .put("version", "v1")
                .put("kind", "Eviction");
        case "binding" -> entry(resources, type, name, List.of("create")).put("kind", "Binding");
        case "log", "proxy" -> entry(resources, type, name, List.of("get"));
        default -> entry(resources, type, name, List.of("get", "patch", "update"));
      }
    }
  }

  private static ObjectNode entry(
      ArrayNode resources, ResourceType type, String name, List<String> verbs) {
    ObjectNode entry =
        resources
            .addObject()
            .put("name", name)
            .put("singularName", "")
            .put("namespaced", type.namespaced())
            .put("kind", type.kind());
    verbs.forEach(entry.putArray("verbs")::add);
    return entry;
  }

  private ObjectNode describe(String group) {
    ObjectNode described = Json.object().put("name", group);
    ArrayNode versions = described.putArray("versions");
    for (String version : served().getOrDefault(group, Set.of())) {
      versions.addObject().put("groupVersion", group + "/" + version).put("version", version);
    }
    described.set("preferredVersion", versions.get(0).deepCopy());
    return described;
  }

  /** Versions by group, the core group as an empty name. */
  private Map<String, Set<String>> served() {
    Map<String, Set<String>> groups = new LinkedHashMap<>();
    for (ResourceType type : types.all()) {
      groups.computeIfAbsent(type.group(), g -> new LinkedHashSet<>()).add(type.version());
    }
    NOT_STORED.forEach(g -> groups.put(g, Set.of(VirtualResources.version(g))));
    groups.computeIfAbsent(BuiltInTypes.PODS.group(), g -> new LinkedHashSet<>()).add("v1");
    return groups;
  }
}
