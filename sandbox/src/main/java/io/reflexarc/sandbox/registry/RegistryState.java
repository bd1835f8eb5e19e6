package io.reflexarc.sandbox.registry;

import io.reflexarc.sandbox.registry.RegistryEvent.IdsUsed;
import io.reflexarc.sandbox.registry.RegistryEvent.LevelSet;
import io.reflexarc.sandbox.registry.RegistryEvent.Mode;
import io.reflexarc.sandbox.registry.RegistryEvent.ModeSet;
import io.reflexarc.sandbox.registry.RegistryEvent.VersionErased;
import io.reflexarc.sandbox.registry.RegistryEvent.VersionKept;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the changes so far amount to. Not safe for several threads. */
final class RegistryState {

  private static final String EVERYTHING = "";

  private final NavigableMap<String, NavigableMap<Integer, VersionKept>> subjects = new TreeMap<>();
  private final Map<Integer, String> schemasById = new HashMap<>();
  private final Map<String, Integer> idsBySchema = new HashMap<>();
  private final Map<String, CompatibilityLevel> levels = new HashMap<>();
  private final Map<String, Mode> modes = new HashMap<>();
  private int nextId = 1;
  private int versions;

  void apply(RegistryEvent event) {
    if (event instanceof VersionKept kept) {
      keep(kept);
    } else if (event instanceof VersionErased erased) {
      erase(erased);
    } else if (event instanceof LevelSet set) {
      put(levels, set.subject(), set.level());
    } else if (event instanceof ModeSet set) {
      put(modes, set.subject(), set.mode());
    } else if (event instanceof IdsUsed used) {
      nextId = Math.max(nextId, used.next());
    }
  }

  private void keep(VersionKept kept) {
    NavigableMap<Integer, VersionKept> subject =
        subjects.computeIfAbsent(kept.subject(), name -> new TreeMap<>());
    if (subject.put(kept.version(), kept) == null) {
      versions++;
    }
    schemasById.put(kept.id(), kept.schema());
    idsBySchema.put(kept.schema(), kept.id());
    nextId = Math.max(nextId, kept.id() + 1);
  }

  private void erase(VersionErased erased) {
    NavigableMap<Integer, VersionKept> subject = subjects.get(erased.subject());
    VersionKept gone = subject == null ? null : subject.remove(erased.version());
    if (subject == null || gone == null) {
      return;
    }
    versions--;
    if (subject.isEmpty()) {
      subjects.remove(erased.subject());
    }
    if (uses(gone.id()).isEmpty()) {
      schemasById.remove(gone.id());
      idsBySchema.remove(gone.schema());
    }
  }

  private static <V> void put(Map<String, V> map, @Nullable String subject, @Nullable V value) {
    String key = subject == null ? EVERYTHING : subject;
    if (value == null) {
      map.remove(key);
    } else {
      map.put(key, value);
    }
  }

  int nextId() {
    return nextId;
  }

  int versions() {
    return versions;
  }

  List<String> subjects(boolean deletedToo) {
    return subjects.keySet().stream().filter(s -> !versions(s, deletedToo).isEmpty()).toList();
  }

  /** Versions of a subject, the oldest first. */
  List<VersionKept> versions(String subject, boolean deletedToo) {
    return subjects.getOrDefault(subject, new TreeMap<>()).values().stream()
        .filter(version -> deletedToo || !version.deleted())
        .toList();
  }

  /** All versions, of whatever subject, that an id stands for and that are not deleted. */
  List<VersionKept> uses(int id) {
    List<VersionKept> uses = new ArrayList<>();
    for (NavigableMap<Integer, VersionKept> subject : subjects.values()) {
      subject.values().stream().filter(version -> version.id() == id).forEach(uses::add);
    }
    return uses;
  }

  Optional<String> schema(int id) {
    return Optional.ofNullable(schemasById.get(id));
  }

  Optional<Integer> idOf(String schema) {
    return Optional.ofNullable(idsBySchema.get(schema));
  }

  Optional<CompatibilityLevel> level(@Nullable String subject) {
    return Optional.ofNullable(levels.get(subject == null ? EVERYTHING : subject));
  }

  Optional<Mode> mode(@Nullable String subject) {
    return Optional.ofNullable(modes.get(subject == null ? EVERYTHING : subject));
  }
}
