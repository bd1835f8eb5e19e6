package io.reflexarc.sandbox.api.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.audit.WriteLog;
import io.reflexarc.sandbox.api.audit.WriteRecord;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.http.WriteHandler.Written;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectStore;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes down every write request: what it was, and what came of it. */
final class WriteAudit {

  private final WriteLog log;
  private final ObjectStore store;

  WriteAudit(WriteLog log, ObjectStore store) {
    this.log = log;
    this.store = store;
  }

  Written recorded(ApiRequest request, ResourcePath path, Supplier<Written> write) {
    String before = version(path, path.name());
    try {
      Written written = write.get();
      add(request, path, before, written.code(), written.object());
      return written;
    } catch (ApiException refused) {
      add(request, path, before, refused.code(), null);
      throw refused;
    }
  }

  private void add(
      ApiRequest request,
      ResourcePath path,
      String before,
      int code,
      @Nullable ObjectNode answered) {
    String name = path.name().isEmpty() && answered != null ? Metadata.name(answered) : path.name();
    String after = isDeletion(request) ? version(path, name) : versionAfter(path, name, answered);
    boolean changed =
        answered != null
            && !request.dryRun()
            && (!after.equals(before) || (path.isCollection() && isDeletion(request)));
    log.add(
        sequence ->
            new WriteRecord(
                sequence,
                store.now(),
                Verbs.of(request, path),
                path.type().qualifiedPlural(),
                path.subresource(),
                path.namespace(),
                name,
                request.header("user-agent"),
                request.fieldManager(),
                request.dryRun(),
                code,
                changed,
                after));
  }

  /**
   * What the write itself stored, as its answer says: by now another may have written again. An
   * answer without a version, as that of an eviction, leaves the store's own word.
   */
  private String versionAfter(ResourcePath path, String name, @Nullable ObjectNode answered) {
    String own = answered == null ? "" : answered.at("/metadata/resourceVersion").asText("");
    return own.isEmpty() ? version(path, name) : own;
  }

  private static boolean isDeletion(ApiRequest request) {
    return request.method().equals("DELETE");
  }

  private String version(ResourcePath path, String name) {
    Optional<ObjectNode> found =
        name.isEmpty()
            ? Optional.empty()
            : store.find(Representation.storedType(path.type()), path.namespace(), name);
    return found.map(Metadata::resourceVersion).orElse("");
  }
}
