package io.reflexarc.decider.rule;

import io.reflexarc.decider.indicator.Part;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.window.Instance;
import io.reflexarc.decider.window.Measured;
import io.reflexarc.schemas.policy.Per;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is judged by itself, of all that was measured.
 *
 * @param subject what it is called
 * @param measured what was measured of it
 */
record Slice(Subject subject, Measured measured) {

  /** All slices, unless they are the values of a label: {@link Split} finds those. */
  static List<Slice> of(Per per, Look look) {
    return switch (per.by()) {
      case WORKLOAD -> List.of(new Slice(Subject.WORKLOAD, look.windows().measured()));
      case VERSION -> versions(look);
      case POD ->
          look.fleet().serving().stream().flatMap(version -> pods(look, version).stream()).toList();
      case NODE -> nodes(look);
      case LABEL -> throw new IllegalArgumentException(per + " is split by its values");
    };
  }

  private static List<Slice> versions(Look look) {
    List<Slice> slices = new ArrayList<>();
    for (String version : look.fleet().serving()) {
      slices.add(new Slice(Subject.ofVersion(version), all(look, version)));
    }
    return slices;
  }

  /** All that was measured of a version. */
  static Measured all(Look look, String version) {
    return look.windows().measured(version);
  }

  /** Each pod of a version that is there. */
  static List<Slice> pods(Look look, String version) {
    return grouped(look.present(version), Instance::pod, pod -> Subject.ofPod(version, pod));
  }

  private static List<Slice> nodes(Look look) {
    List<Instance> present = new ArrayList<>();
    look.fleet().serving().forEach(version -> present.addAll(look.present(version)));
    present.removeIf(instance -> instance.node() == null);
    return grouped(present, Instance::node, node -> new Subject("", new Part.Node(node)));
  }

  private static List<Slice> grouped(
      List<Instance> instances,
      Function<Instance, @Nullable String> by,
      Function<String, Subject> subject) {
    Map<String, List<Instance>> groups = new TreeMap<>();
    for (Instance instance : instances) {
      String name = by.apply(instance);
      groups.computeIfAbsent(name == null ? "" : name, absent -> new ArrayList<>()).add(instance);
    }
    List<Slice> slices = new ArrayList<>();
    groups.forEach((name, group) -> slices.add(new Slice(subject.apply(name), Measured.in(group))));
    return slices;
  }
}
