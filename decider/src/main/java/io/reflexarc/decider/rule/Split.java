package io.reflexarc.decider.rule;

import io.reflexarc.decider.indicator.Part;
import io.reflexarc.decider.indicator.Part.LabelValue;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.window.Instance;
import io.reflexarc.decider.window.Measured;
import io.reflexarc.decider.window.SeriesKey;
import io.reflexarc.decider.window.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The values of a label that are judged one by one: the busiest of the target, the same for all its
 * versions. The others are judged together.
 *
 * @param label the label
 * @param values its values, at most {@link #MOST}
 */
record Split(String label, SortedSet<String> values) {

  /** Most values of a label that are judged one by one. */
  static final int MOST = 20;

  /**
   * Finds the busiest values.
   *
   * @param all the series of all values together, by whose parts it is told how busy they are
   */
  static Split of(String label, Look look, SeriesKey all, Span span) {
    TreeSet<String> found = new TreeSet<>();
    List<Instance> instances = List.copyOf(look.windows().instances());
    instances.forEach(instance -> found.addAll(instance.valuesOf(all, label)));
    if (found.size() <= MOST) {
      return new Split(label, found);
    }
    Map<String, Double> busy = new TreeMap<>();
    found.forEach(value -> busy.put(value, Measured.in(instances, label, value).sum(all, span)));
    TreeSet<String> busiest = new TreeSet<>();
    busy.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
        .limit(MOST)
        .forEach(entry -> busiest.add(entry.getKey()));
    return new Split(label, busiest);
  }

  /** Each value in each version that serves, and the others together. */
  List<Slice> slices(Look look) {
    List<Slice> slices = new ArrayList<>();
    for (String version : look.fleet().serving()) {
      List<Instance> instances = look.windows().instancesOf(version);
      parts()
          .forEach(part -> slices.add(new Slice(new Subject(version, part), of(part, instances))));
    }
    return slices;
  }

  /** Whether a part is those values together that are not judged one by one. */
  static boolean isOther(Part part) {
    return part instanceof LabelValue value && value.value() == null;
  }

  /** Its values, and the others as one. */
  List<LabelValue> parts() {
    List<LabelValue> parts = new ArrayList<>();
    values.forEach(value -> parts.add(new LabelValue(label, value)));
    parts.add(new LabelValue(label, null));
    return parts;
  }

  /** What was measured of a part in some instances. */
  Measured of(LabelValue part, List<Instance> instances) {
    String value = part.value();
    if (value != null) {
      return Measured.in(instances, label, value);
    }
    List<Measured> known =
        values.stream().map(each -> Measured.in(instances, label, each)).toList();
    return Measured.in(instances).without(known);
  }
}
