package io.reflexarc.decider.rule;

import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.indicator.Part;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.schemas.policy.Per;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What facts are judged for: the workload, one version that serves, one pod, or one node.
 *
 * @param per which of these
 * @param subject what it is called
 * @param alone whether no other version serves: then a fact that names no version is of this one
 */
record Whose(Per per, Subject subject, boolean alone) {

  /** Everything that is to be judged: pods and nodes are those that facts speak of. */
  static List<Whose> of(Per per, Look look, Collection<Fact> facts) {
    List<String> serving = look.fleet().serving();
    return switch (per.by()) {
      case WORKLOAD -> List.of(new Whose(per, Subject.WORKLOAD, true));
      case VERSION -> versions(serving);
      case POD -> facts.isEmpty() ? List.of() : pods(facts);
      case NODE -> facts.isEmpty() ? List.of() : nodes(facts);
      case LABEL -> throw new IllegalArgumentException("facts are not judged " + per.word());
    };
  }

  private static List<Whose> versions(List<String> serving) {
    List<Whose> versions = new ArrayList<>(serving.size());
    for (String version : serving) {
      versions.add(new Whose(Per.VERSION, Subject.ofVersion(version), serving.size() == 1));
    }
    return versions;
  }

  private static List<Whose> pods(Collection<Fact> facts) {
    TreeMap<String, Whose> pods = new TreeMap<>();
    for (Fact fact : facts) {
      String pod = fact.pod();
      if (pod != null) {
        pods.putIfAbsent(pod, new Whose(Per.POD, Subject.ofPod(fact.version(), pod), true));
      }
    }
    return List.copyOf(pods.values());
  }

  private static List<Whose> nodes(Collection<Fact> facts) {
    return facts.stream()
        .flatMap(fact -> Optional.ofNullable(fact.attributes().get(Fact.NODE)).stream())
        .distinct()
        .sorted()
        .map(node -> new Whose(Per.NODE, new Subject("", new Part.Node(node)), true))
        .toList();
  }

  /** The version, empty for the workload. */
  String version() {
    return subject.version();
  }

  /** Whether a fact is about it. */
  boolean owns(Fact fact) {
    return switch (per.by()) {
      case WORKLOAD, LABEL -> true;
      case VERSION -> fact.version().equals(version()) || (alone && fact.version().isEmpty());
      case POD -> fact.pod() != null && fact.pod().equals(subject.pod());
      case NODE ->
          subject.part().equals(new Part.Node(fact.attributes().getOrDefault(Fact.NODE, "")));
    };
  }
}
