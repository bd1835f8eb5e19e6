package io.reflexarc.decider.ingest;

import io.reflexarc.decider.window.Layout;
import io.reflexarc.decider.window.SeriesKey;
import io.reflexarc.decider.window.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the values of a scrape are added up: each series has a numbered slot, for good. Scrapes
 * that fill the same slots share a {@link Layout}.
 *
 * <p>Not safe for use by several threads.
 */
final class Tray {

  private final Map<SeriesKey, Integer> slots = new HashMap<>();
  private final List<SeriesKey> keys = new ArrayList<>();
  private final Map<BitSet, Order> orders = new HashMap<>();
  private final BitSet filled = new BitSet();
  private double[] sums = new double[16];

  /** A layout, and the slots that its values are in. */
  private record Order(Layout layout, int[] slots) {}

  /** The slot of a series. */
  int slot(SeriesKey key) {
    return slots.computeIfAbsent(
        key,
        fresh -> {
          keys.add(fresh);
          if (keys.size() > sums.length) {
            sums = Arrays.copyOf(sums, 2 * sums.length);
          }
          return keys.size() - 1;
        });
  }

  /** How many series and layouts it knows. */
  int size() {
    return keys.size() + orders.size();
  }

  void add(int slot, double value) {
    if (filled.get(slot)) {
      sums[slot] += value;
    } else {
      filled.set(slot);
      sums[slot] = value;
    }
  }

  /** A series that got no value has this one. */
  void addIfAbsent(int slot, double value) {
    if (!filled.get(slot)) {
      add(slot, value);
    }
  }

  /** What was added up in a slot. */
  double sum(int slot) {
    return filled.get(slot) ? sums[slot] : 0;
  }

  /** A slot is as if it had got no value. */
  void drop(int slot) {
    filled.clear(slot);
  }

  /** Whether one of these slots got a value. */
  boolean hasAny(BitSet wanted) {
    return filled.intersects(wanted);
  }

  boolean isEmpty() {
    return filled.isEmpty();
  }

  /** Hands out what was added up, and is empty again. */
  Values take() {
    Order order = orders.get(filled);
    if (order == null) {
      order = order();
      orders.put((BitSet) filled.clone(), order);
    }
    double[] numbers = new double[order.slots().length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = sums[order.slots()[i]];
    }
    filled.clear();
    return new Values(order.layout(), numbers);
  }

  private Order order() {
    Layout layout = Layout.of(filled.stream().mapToObj(keys::get).toList());
    return new Order(layout, layout.keys().stream().mapToInt(this::slot).toArray());
  }
}
