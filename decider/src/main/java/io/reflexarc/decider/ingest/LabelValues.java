package io.reflexarc.decider.ingest;

import io.reflexarc.decider.window.SeriesKey.Use;
import io.reflexarc.decider.window.Watch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The values of labels of which each is watched by itself, and which of them a scrape keeps: of
 * each label those that counted most since the process started. The others stay in the sum of all.
 *
 * <p>Not safe for use by several threads.
 */
final class LabelValues {

  /** Most values of a label that are kept of a scrape. */
  static final int MOST = 20;

  /** Longest value that is kept. */
  static final int LONGEST = 100;

  private final Map<String, List<Watch>> watches = new HashMap<>();
  private final Map<String, Map<String, Value>> known = new HashMap<>();
  private final Map<String, List<Value>> there = new TreeMap<>();
  private int tooLong;

  /** One value of a label, and the slots of its series; of its counters also by themselves. */
  private static final class Value {

    private final String text;
    private final BitSet slots = new BitSet();
    private final BitSet counters = new BitSet();
    private boolean there;

    private Value(String text) {
      this.text = text;
    }

    private double most(Tray tray) {
      return slots.stream().mapToDouble(slot -> Math.abs(tray.sum(slot))).max().orElse(0);
    }
  }

  /**
   * Where a sample goes.
   *
   * @param label its label
   * @param value the value it has; null when that is too long to be kept
   * @param slot where it is added up
   */
  record Place(String label, @Nullable Value value, int slot) {}

  /** A series of which each value of a label is watched by itself. */
  void watch(Watch watch) {
    watches.computeIfAbsent(watch.label().orElseThrow(), label -> new ArrayList<>()).add(watch);
  }

  /** Where a sample with these labels goes. */
  Place place(Watch watch, Map<String, String> labels, Tray tray) {
    String label = watch.label().orElseThrow();
    String text = labels.getOrDefault(label, "");
    if (text.length() > LONGEST) {
      return new Place(label, null, -1);
    }
    Value value =
        known
            .computeIfAbsent(label, absent -> new HashMap<>())
            .computeIfAbsent(text, absent -> value(label, text, tray));
    return new Place(label, value, tray.slot(watch.key().value(label, text)));
  }

  private Value value(String label, String text, Tray tray) {
    Value value = new Value(text);
    for (Watch watch : watches.getOrDefault(label, List.of())) {
      int slot = tray.slot(watch.key().value(label, text));
      value.slots.set(slot);
      if (watch.key().use() == Use.RATE) {
        value.counters.set(slot);
      }
    }
    return value;
  }

  /** A sample came. */
  void add(Place place, double amount, Tray tray) {
    Value value = place.value();
    if (value == null) {
      tooLong++;
      return;
    }
    tray.add(place.slot(), amount);
    if (!value.there) {
      value.there = true;
      there.computeIfAbsent(place.label(), label -> new ArrayList<>()).add(value);
    }
  }

  /**
   * Takes from the tray what is not kept. Where one counter of a value is there, the others count
   * zero: they appear with their first event.
   *
   * @return how many values were left out
   */
  int keepBusiest(Tray tray) {
    int left = tooLong;
    for (List<Value> values : there.values()) {
      if (values.size() > MOST) {
        values.sort(
            Comparator.comparingDouble((Value value) -> value.most(tray))
                .reversed()
                .thenComparing(value -> value.text));
        List<Value> surplus = values.subList(MOST, values.size());
        left += surplus.size();
        surplus.forEach(value -> value.slots.stream().forEach(tray::drop));
      }
      for (Value value : values) {
        value.there = false;
        if (tray.hasAny(value.counters)) {
          value.counters.stream().forEach(slot -> tray.addIfAbsent(slot, 0));
        }
      }
    }
    there.clear();
    tooLong = 0;
    return left;
  }

  /** Forgets the slots of a tray that is no longer used. */
  void forget() {
    known.clear();
  }
}
