package io.reflexarc.actuator.action;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The actions that are there, by name, and which of them are enabled. */
public final class Actions {

  /** Names of the actions that are enabled, with commas; {@code *} for all that are there. */
  public static final String ENABLED = "actuator.actions";

  /** Enables all. */
  public static final String ALL = "*";

  private final TreeMap<String, Action> byName;
  private final Set<String> disabled;

  private Actions(TreeMap<String, Action> byName, Set<String> disabled) {
    this.byName = byName;
    this.disabled = new TreeSet<>(disabled);
  }

  /**
   * Those that {@link ServiceLoader} finds, configured.
   *
   * @throws IllegalStateException when two have one name
   * @throws IllegalArgumentException naming a setting that is wrong
   */
  public static Actions installed(Map<String, String> settings) {
    return installed(settings, Actions.class.getClassLoader());
  }

  /** As {@link #installed(Map)}, with those that another class path adds. */
  public static Actions installed(Map<String, String> settings, ClassLoader classes) {
    List<Action> found =
        ServiceLoader.load(Action.class, classes).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    found.forEach(action -> action.configure(settings));
    return of(found);
  }

  /**
   * These.
   *
   * @throws IllegalStateException when two have one name
   */
  public static Actions of(List<Action> actions) {
    TreeMap<String, Action> byName = new TreeMap<>();
    for (Action action : actions) {
      if (byName.put(action.name(), action) != null) {
        throw new IllegalStateException("two actions are called '" + action.name() + "'");
      }
    }
    return new Actions(byName, Set.of());
  }

  /**
   * These, but only those that are named, and what takes one of them back.
   *
   * @param names with commas, or {@link #ALL}
   * @throws IllegalArgumentException naming one that is not there
   */
  public Actions only(String names) {
    if (names.strip().equals(ALL)) {
      return this;
    }
    Set<String> named = new TreeSet<>();
    for (String each : names.split(",", -1)) {
      String name = each.strip();
      if (!name.isEmpty()) {
        check(name);
        named.add(name);
        Undo.of(name).filter(byName::containsKey).ifPresent(named::add);
      }
    }
    TreeMap<String, Action> enabled = new TreeMap<>(byName);
    enabled.keySet().retainAll(named);
    TreeSet<String> others = new TreeSet<>(byName.keySet());
    others.removeAll(named);
    return new Actions(enabled, others);
  }

  private void check(String name) {
    if (!byName.containsKey(name)) {
      throw new IllegalArgumentException(
          ENABLED + ": there is no action '" + name + "', available: " + joined(names()));
    }
  }

  /** Why an action is not found, in words. */
  public String missing(String name) {
    return disabled.contains(name)
        ? "action '" + name + "' is not enabled, name it in " + ENABLED
        : "action '" + name + "' is not known, available: " + joined(names());
  }

  private static String joined(Set<String> names) {
    return String.join(", ", names);
  }

  /** Those that are enabled, in alphabetical order. */
  public List<Action> all() {
    return List.copyOf(byName.values());
  }

  public Optional<Action> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Of those that are enabled, in alphabetical order. */
  public Set<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }
}
