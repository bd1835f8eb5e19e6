package io.reflexarc.actuator.action;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/** The actions that are there, by name. */
public final class Actions {

  private final TreeMap<String, Action> byName;

  private Actions(TreeMap<String, Action> byName) {
    this.byName = byName;
  }

  /**
   * Those that {@link ServiceLoader} finds, configured.
   *
   * @throws IllegalStateException when two have one name
   * @throws IllegalArgumentException naming a setting that is wrong
   */
  public static Actions installed(Map<String, String> settings) {
    List<Action> found =
        ServiceLoader.load(Action.class, Actions.class.getClassLoader()).stream()
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
    return new Actions(byName);
  }

  public Optional<Action> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** In alphabetical order. */
  public Set<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }
}
