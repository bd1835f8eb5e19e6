package io.reflexarc.sandbox.registry;

import io.reflexarc.sandbox.registry.RegistryEvent.IdsUsed;
import io.reflexarc.sandbox.registry.RegistryEvent.LevelSet;
import io.reflexarc.sandbox.registry.RegistryEvent.Mode;
import io.reflexarc.sandbox.registry.RegistryEvent.ModeSet;
import io.reflexarc.sandbox.registry.RegistryEvent.VersionErased;
import io.reflexarc.sandbox.registry.RegistryEvent.VersionKept;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The registry's rules: one change at a time is decided, kept in the log, then made visible. A
 * change that the log cannot keep is not made.
 */
final class SchemaStore {

  /**
   * What Reflexarc promises of its own topics. Confluent's default is BACKWARD; a sandbox that asks
   * less than the contract would let a break pass that production then refuses.
   */
  static final CompatibilityLevel DEFAULT_LEVEL = CompatibilityLevel.FULL_TRANSITIVE;

  private static final int MOST_VERSIONS = 10_000;

  private final RegistryLog log;
  private final RegistryState state = new RegistryState();

  SchemaStore(RegistryLog log) {
    this.log = log;
    log.replay().forEach(state::apply);
  }

  /** Registers a schema unless the subject has it; its id. */
  synchronized int register(String subject, String text) {
    Schema schema = parse(text);
    String canonical = schema.toString();
    Optional<VersionKept> same = same(subject, canonical, false);
    if (same.isPresent()) {
      return same.get().id();
    }
    writable(subject);
    if (state.versions() >= MOST_VERSIONS) {
      throw Refusal.full(MOST_VERSIONS);
    }
    List<String> objections = objections(subject, schema);
    if (!objections.isEmpty()) {
      throw Refusal.incompatible(String.join("; ", objections));
    }
    VersionKept kept = next(subject, canonical);
    change(kept);
    return kept.id();
  }

  private VersionKept next(String subject, String canonical) {
    Optional<VersionKept> revived = same(subject, canonical, true);
    List<VersionKept> all = state.versions(subject, true);
    int version =
        revived
            .map(VersionKept::version)
            .orElseGet(() -> all.isEmpty() ? 1 : all.get(all.size() - 1).version() + 1);
    int id = state.idOf(canonical).orElseGet(state::nextId);
    return new VersionKept(subject, version, id, canonical, false);
  }

  /** The version of a subject that has this schema. */
  synchronized VersionKept find(String subject, String text, boolean deletedToo) {
    versions(subject, deletedToo);
    return same(subject, parse(text).toString(), deletedToo).orElseThrow(Refusal::noSchema);
  }

  synchronized String schema(int id) {
    return state.schema(id).orElseThrow(Refusal::noSchema);
  }

  synchronized List<VersionKept> uses(int id) {
    schema(id);
    return state.uses(id).stream().filter(use -> !use.deleted()).toList();
  }

  synchronized List<String> subjects(boolean deletedToo) {
    return state.subjects(deletedToo);
  }

  /** Versions of a subject that exists, the oldest first. */
  synchronized List<VersionKept> versions(String subject, boolean deletedToo) {
    List<VersionKept> versions = state.versions(subject, deletedToo);
    if (versions.isEmpty()) {
      throw Refusal.noSubject(subject);
    }
    return versions;
  }

  /** One version of a subject, by number, {@code latest} or {@code -1}. */
  synchronized VersionKept version(String subject, String version, boolean deletedToo) {
    List<VersionKept> versions = versions(subject, deletedToo);
    if (version.equals("latest") || version.equals("-1")) {
      return versions.get(versions.size() - 1);
    }
    int number = number(version);
    return versions.stream()
        .filter(kept -> kept.version() == number)
        .findFirst()
        .orElseThrow(() -> Refusal.noVersion(version));
  }

  /** What speaks against a schema: against one version, or what the level names when null. */
  synchronized List<String> test(String subject, String text, @Nullable String against) {
    Schema schema = parse(text);
    if (against == null) {
      return objections(subject, schema);
    }
    Schema other = parse(version(subject, against, false).schema());
    return levelOf(subject).objections(schema, List.of(other));
  }

  /** Deletes a subject, softly or for good; the versions that are gone. */
  synchronized List<Integer> deleteSubject(String subject, boolean permanent) {
    writable(subject);
    List<VersionKept> all = versions(subject, true);
    boolean softly = all.stream().allMatch(VersionKept::deleted);
    if (permanent && !softly) {
      throw Refusal.subjectNotSoftDeleted(subject);
    }
    if (!permanent && softly) {
      throw Refusal.softDeleted(subject);
    }
    List<VersionKept> gone = permanent ? all : versions(subject, false);
    gone.forEach(version -> delete(version, permanent));
    return gone.stream().map(VersionKept::version).toList();
  }

  /** Deletes one version, softly or for good; its number. */
  synchronized int deleteVersion(String subject, String version, boolean permanent) {
    writable(subject);
    VersionKept kept = version(subject, version, permanent);
    if (permanent && !kept.deleted()) {
      throw Refusal.versionNotSoftDeleted(subject, kept.version());
    }
    delete(kept, permanent);
    return kept.version();
  }

  private void delete(VersionKept version, boolean permanent) {
    if (permanent) {
      change(new IdsUsed(state.nextId()));
      change(new VersionErased(version.subject(), version.version()));
    } else {
      change(version.asDeleted(true));
    }
  }

  /** The level of a subject, of all when null; empty when none is set. */
  synchronized Optional<CompatibilityLevel> level(@Nullable String subject) {
    return state.level(subject);
  }

  synchronized CompatibilityLevel levelOf(@Nullable String subject) {
    return state.level(subject).or(() -> state.level(null)).orElse(DEFAULT_LEVEL);
  }

  synchronized void setLevel(@Nullable String subject, @Nullable CompatibilityLevel level) {
    change(new LevelSet(subject, level));
  }

  synchronized Optional<Mode> mode(@Nullable String subject) {
    return state.mode(subject);
  }

  synchronized Mode modeOf(@Nullable String subject) {
    return state.mode(subject).or(() -> state.mode(null)).orElse(Mode.READWRITE);
  }

  synchronized void setMode(@Nullable String subject, @Nullable Mode mode) {
    change(new ModeSet(subject, mode));
  }

  private void change(RegistryEvent event) {
    log.append(event);
    state.apply(event);
  }

  private void writable(String subject) {
    if (modeOf(subject) == Mode.READONLY) {
      throw Refusal.readOnly(subject);
    }
  }

  private List<String> objections(String subject, Schema schema) {
    List<Schema> versions =
        state.versions(subject, false).stream().map(kept -> parse(kept.schema())).toList();
    return levelOf(subject).objections(schema, versions);
  }

  private Optional<VersionKept> same(String subject, String canonical, boolean deletedToo) {
    return state.versions(subject, deletedToo).stream()
        .filter(kept -> kept.schema().equals(canonical))
        .findFirst();
  }

  private static int number(String version) {
    try {
      int number = Integer.parseInt(version);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw Refusal.badVersion(version);
    }
    throw Refusal.badVersion(version);
  }

  private static Schema parse(String text) {
    try {
      return new Schema.Parser().parse(text);
    } catch (RuntimeException | StackOverflowError e) {
      throw Refusal.badSchema(String.valueOf(e.getMessage()));
    }
  }
}
