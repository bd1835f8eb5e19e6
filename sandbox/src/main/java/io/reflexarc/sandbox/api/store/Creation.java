package io.reflexarc.sandbox.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.rules.ObjectRules;
import io.reflexarc.sandbox.api.store.AdmissionRequest.Operation;
import io.reflexarc.sandbox.api.type.ResourceType;
import java.util.List;
import java.util.function.Consumer;

/** Makes the object that a creation stores: identity, defaults, admission, rules. */
final class Creation {

  private static final List<String> SET_BY_THE_SERVER =
      List.of(
          "resourceVersion",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "selfLink",
          "generation",
          "managedFields");
  private static final int INSUFFICIENT_STORAGE = 507;

  private final ObjectStore store;
  private final Shelves shelves;
  private final NamespaceLifecycle namespaces;
  private final Admissions admissions;
  private final Identities identities;
  private final StoreLimits limits;

  Creation(
      ObjectStore store,
      Shelves shelves,
      NamespaceLifecycle namespaces,
      Admissions admissions,
      Identities identities,
      StoreLimits limits) {
    this.store = store;
    this.shelves = shelves;
    this.namespaces = namespaces;
    this.admissions = admissions;
    this.identities = identities;
    this.limits = limits;
  }

  /**
   * @param recorder writes into the object who manages which field
   * @return ready to be stored, but for its resourceVersion
   * @throws ApiException as {@link ObjectStore#create}
   */
  ObjectNode prepare(
      ResourceType type,
      String namespace,
      ObjectNode body,
      WriteOptions options,
      Consumer<ObjectNode> recorder) {
    ObjectNode object = Layout.ordered(type, body);
    identify(type, namespace, object);
    if (shelves.size() >= limits.objects()) {
      throw ApiException.of(
          INSUFFICIENT_STORAGE,
          "",
          "the store holds " + limits.objects() + " objects and takes no more");
    }
    ObjectRules.begin(type, object);
    ObjectRules.complete(type, store.schemas(), null, object);
    admissions.admit(new AdmissionRequest(Operation.CREATE, type, "", null, object, options));
    ObjectRules.check(type, store.schemas(), null, object);
    recorder.accept(object);
    return Layout.ordered(type, object);
  }

  private void identify(ResourceType type, String namespace, ObjectNode object) {
    ObjectNode metadata = Metadata.of(object);
    if (Metadata.name(object).isEmpty()) {
      metadata.put("name", identities.nameFor(type, metadata));
    }
    String name = Metadata.name(object);
    if (type.namespaced()) {
      namespaces.requireLiving(type, namespace, name);
      metadata.put("namespace", namespace);
    } else {
      metadata.remove("namespace");
    }
    if (shelves.get(type, new ObjectKey(namespace, name)) != null) {
      throw ApiException.alreadyExists(type, name);
    }
    metadata.remove(SET_BY_THE_SERVER);
    metadata.put("uid", identities.uid());
    metadata.put("creationTimestamp", Metadata.timestamp(store.now()));
  }
}
