package io.reflexarc.decider.rule;

import io.reflexarc.decider.fact.Fact;
import io.reflexarc.schemas.policy.Per;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What facts are judged for: the workload, one version that serves, or one pod.
 *
 * @param per which of these
 * @param version the version, empty for the workload
 * @param pod the pod; null unless it is about one
 * @param alone whether no other version serves: then a fact that names no version is of this one
 */
record Whose(Per per, String version, @Nullable String pod, boolean alone) {

  /** Everything that is to be judged: pods are those that these facts speak of. */
  static List<Whose> of(Per per, Look look, Collection<Fact> facts) {
    List<String> serving = look.fleet().serving();
    return switch (per) {
      case WORKLOAD -> List.of(new Whose(per, "", null, true));
      case VERSION ->
          serving.stream().map(it -> new Whose(per, it, null, serving.size() == 1)).toList();
      case POD -> pods(facts);
    };
  }

  private static List<Whose> pods(Collection<Fact> facts) {
    TreeMap<String, Whose> pods = new TreeMap<>();
    for (Fact fact : facts) {
      String pod = fact.pod();
      if (pod != null) {
        pods.putIfAbsent(pod, new Whose(Per.POD, fact.version(), pod, true));
      }
    }
    return List.copyOf(pods.values());
  }

  /** Whether a fact is about it. */
  boolean owns(Fact fact) {
    return switch (per) {
      case WORKLOAD -> true;
      case VERSION -> fact.version().equals(version) || (alone && fact.version().isEmpty());
      case POD -> fact.pod() != null && fact.pod().equals(pod);
    };
  }
}
