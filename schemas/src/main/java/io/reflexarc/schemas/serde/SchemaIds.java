package io.reflexarc.schemas.serde;

import io.reflexarc.schemas.registry.RegistryClient;
import io.reflexarc.schemas.registry.RegistryException;
import io.reflexarc.schemas.registry.RegistryException.Problem;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/** The id that a schema is written under, found by the way that the settings allow. */
final class SchemaIds {

  private final RegistryClient registry;
  private final SerdeSettings settings;
  private final Map<Use, Integer> known = new ConcurrentHashMap<>();

  private record Use(String subject, Schema schema) {}

  SchemaIds(RegistryClient registry, SerdeSettings settings) {
    this.registry = registry;
    this.settings = settings;
  }

  int of(String subject, Schema schema) {
    Use use = new Use(subject, schema);
    Integer id = known.get(use);
    if (id == null) {
      id = ask(subject, schema);
      known.put(use, id);
    }
    return id;
  }

  private int ask(String subject, Schema schema) {
    if (settings.register()) {
      return registry.register(subject, schema);
    }
    if (settings.latest()) {
      RegistryClient.Version latest = latest(subject, schema);
      if (sameBytes(latest.schema(), schema)) {
        return latest.id();
      }
    }
    return found(subject, schema);
  }

  private RegistryClient.Version latest(String subject, Schema schema) {
    try {
      return registry.latest(subject);
    } catch (RegistryException e) {
      throw e.problem() == Problem.UNKNOWN ? missing(subject, schema, e) : e;
    }
  }

  private int found(String subject, Schema schema) {
    try {
      return registry.find(subject, schema);
    } catch (RegistryException e) {
      throw e.problem() == Problem.UNKNOWN ? missing(subject, schema, e) : e;
    }
  }

  private static RegistryException missing(String subject, Schema schema, RegistryException e) {
    return new RegistryException(
        Problem.UNKNOWN,
        "this release's schema of "
            + schema.getName()
            + " is not registered under '"
            + subject
            + "': register it, or set "
            + SerdeSettings.AUTO_REGISTER
            + "=true",
        e);
  }

  /** Whether both schemas give the same bytes, whatever their docs and defaults say. */
  static boolean sameBytes(Schema one, Schema other) {
    return SchemaNormalization.toParsingForm(one).equals(SchemaNormalization.toParsingForm(other));
  }
}
