package io.reflexarc.sandbox.api.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.error.Cause;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.api.type.ResourceType;
import java.util.ArrayList;
import java.util.List;

/**
 * Namespaces hold objects: none is created without a living namespace, and a namespace that is
 * deleted takes its content along and goes when it is empty. Runs under the store's lock.
 */
final class NamespaceLifecycle {

  private static final WriteOptions CONTROLLER = WriteOptions.by("kube-controller-manager");
  private static final List<String> INITIAL =
      List.of("default", "kube-node-lease", "kube-public", "kube-system");

  private final ObjectStore store;
  private final Shelves shelves;

  NamespaceLifecycle(ObjectStore store, Shelves shelves) {
    this.store = store;
    this.shelves = shelves;
  }

  void createInitial() {
    for (String name : INITIAL) {
      ObjectNode namespace = JsonNodeFactory.instance.objectNode();
      ObjectNode metadata = namespace.putObject("metadata").put("name", name);
      metadata.putObject("labels").put("kubernetes.io/metadata.name", name);
      store.create(BuiltInTypes.NAMESPACES, "", namespace, WriteOptions.by("kube-apiserver"));
    }
  }

  void requireLiving(ResourceType type, String namespace, String name) {
    ObjectNode found = shelves.get(BuiltInTypes.NAMESPACES, new ObjectKey("", namespace));
    if (found == null) {
      throw ApiException.notFound(BuiltInTypes.NAMESPACES, namespace);
    }
    if (Metadata.deleting(found)) {
      throw ApiException.forbidden(
          type,
          name,
          "unable to create new content in namespace %s because it is being terminated"
              .formatted(namespace),
          List.of(
              new Cause(
                  "NamespaceTerminating",
                  "namespace %s is being terminated".formatted(namespace),
                  "metadata.namespace")));
    }
  }

  boolean isEmpty(String namespace) {
    return namespacedTypes().stream()
        .allMatch(type -> shelves.inNamespace(type, namespace).isEmpty());
  }

  static void markTerminating(ObjectNode namespace) {
    namespace.withObjectProperty("status").put("phase", "Terminating");
  }

  /** A namespace was marked: its content goes. */
  void deleting(ResourceType type, ObjectKey key) {
    if (!type.equals(BuiltInTypes.NAMESPACES)) {
      return;
    }
    for (ResourceType content : namespacedTypes()) {
      for (ObjectNode object : new ArrayList<>(shelves.inNamespace(content, key.name()))) {
        if (shelves.lives(Metadata.uid(object))) {
          store.delete(
              content, key.name(), Metadata.name(object), DeleteOptions.background(), CONTROLLER);
        }
      }
    }
  }

  /** Something is gone: its namespace may have waited for that. */
  void removed(ResourceType type, ObjectKey key) {
    if (!type.namespaced()) {
      return;
    }
    ObjectNode namespace = shelves.get(BuiltInTypes.NAMESPACES, new ObjectKey("", key.namespace()));
    if (namespace != null && Metadata.deleting(namespace) && isEmpty(key.namespace())) {
      store.delete(
          BuiltInTypes.NAMESPACES, "", key.namespace(), DeleteOptions.background(), CONTROLLER);
    }
  }

  private List<ResourceType> namespacedTypes() {
    return store.types().all().stream().filter(ResourceType::namespaced).toList();
  }
}
