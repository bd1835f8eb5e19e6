package io.reflexarc.decider.window;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which scrapes of a target's instances are stored one by one, because the panes that they went
 * into, or will go into, are not stored yet. Panes are large and a scrape is small: so an
 * instance's panes are stored once in a while only, and after a restart the scrapes since then are
 * taken again. Each scrape has a numbered place; once the panes are stored the place is free for
 * another, and what is still in it is not younger than the panes, which tells that it is old.
 */
public final class Journal {

  /** An instance's panes are stored after so many scrapes, at least. */
  private static final int LEAST = 32;

  /** And after so many more, at most, so that not all instances are stored at once. */
  private static final int SPREAD = 32;

  private static final long FREE = Long.MIN_VALUE;

  private final Map<String, Places> byInstance = new HashMap<>();

  /** The place of a scrape, which has it already when one of that time is to be replaced. */
  public int place(String instance, long at) {
    return of(instance).place(at);
  }

  /** A place is taken by a scrape of that time. */
  public void take(String instance, int place, long at) {
    of(instance).take(place, at);
  }

  /** A scrape is not stored any more. */
  public void free(String instance, int place) {
    of(instance).free(place);
  }

  /** A place was taken once: what is in it is in the stored panes. */
  public void reserve(String instance, int place) {
    of(instance).reserve(place);
  }

  /**
   * The series of an instance as that is stored; null while it is not, or is of another version.
   */
  public @Nullable Layout stored(String instance, String version) {
    Places known = byInstance.get(instance);
    return known == null || !known.version.equals(version) ? null : known.layout;
  }

  /** Whether an instance that has changed is to be stored now. */
  public boolean isDue(Instance instance) {
    Places known = of(instance.id());
    return known.layout == null
        || !instance.version().equals(known.version)
        || known.taken >= LEAST + Math.floorMod(instance.id().hashCode(), SPREAD);
  }

  /**
   * An instance is stored as it is: the places of what went into its panes are free.
   *
   * @return whether it has other series or another version than before, so that what waits must be
   *     stored anew
   */
  public boolean store(Instance instance) {
    return of(instance.id()).store(instance);
  }

  /** Forgets an instance, and says how many places it has had. */
  public int forget(String instance) {
    Places known = byInstance.remove(instance);
    return known == null ? 0 : known.times.length;
  }

  private Places of(String instance) {
    return byInstance.computeIfAbsent(instance, id -> new Places());
  }

  /** The places of one instance: event times of what is in them. */
  private static final class Places {

    private long[] times = {};
    private int taken;
    private @Nullable Layout layout;
    private String version = "";

    private int place(long at) {
      int free = -1;
      for (int place = times.length - 1; place >= 0; place--) {
        if (times[place] == at) {
          return place;
        }
        free = times[place] == FREE ? place : free;
      }
      int place = free < 0 ? times.length : free;
      take(place, at);
      return place;
    }

    private void take(int place, long at) {
      reserve(place);
      taken += times[place] == FREE ? 1 : 0;
      times[place] = at;
    }

    private void free(int place) {
      taken -= times[place] == FREE ? 0 : 1;
      times[place] = FREE;
    }

    private void reserve(int place) {
      int before = times.length;
      if (place >= before) {
        times = Arrays.copyOf(times, place + 1);
        Arrays.fill(times, before, times.length, FREE);
      }
    }

    private boolean store(Instance instance) {
      for (int place = 0; place < times.length; place++) {
        if (times[place] != FREE && times[place] <= instance.lastAt()) {
          free(place);
        }
      }
      Layout now = instance.layout();
      boolean same = layout != null && layout.equals(now) && version.equals(instance.version());
      layout = same ? layout : now;
      version = instance.version();
      return !same;
    }
  }
}
