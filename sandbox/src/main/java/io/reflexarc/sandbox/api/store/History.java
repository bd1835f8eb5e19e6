package io.reflexarc.sandbox.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.type.ResourceType;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Earlier states of the store, by undoing what the log says happened since. */
final class History {

  private History() {}

  static List<ObjectNode> rewind(
      List<ObjectNode> current,
      List<StoreEvent> since,
      ResourceType type,
      String namespace,
      Predicate<ObjectNode> matching) {
    TreeMap<ObjectKey, ObjectNode> state = new TreeMap<>();
    current.forEach(object -> state.put(ObjectKey.of(object), object));
    for (int i = since.size() - 1; i >= 0; i--) {
      StoreEvent event = since.get(i);
      ObjectKey key = ObjectKey.of(event.object());
      boolean concerned =
          event.type().storage().equals(type.storage())
              && (namespace.isEmpty() || key.namespace().equals(namespace));
      if (!concerned) {
        continue;
      }
      if (event.before() == null) {
        state.remove(key);
      } else {
        state.put(key, event.before());
      }
    }
    return state.values().stream().filter(matching).toList();
  }
}
