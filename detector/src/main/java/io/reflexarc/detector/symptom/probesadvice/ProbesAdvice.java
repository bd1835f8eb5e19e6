package io.reflexarc.detector.symptom.probesadvice;

import io.reflexarc.detector.cluster.ContainerProbes;
import io.reflexarc.detector.finding.About;
import io.reflexarc.detector.finding.Certainty;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.detector.finding.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is unwise about the probes of a template; for each container and rule a state. */
final class ProbesAdvice {

  private ProbesAdvice() {}

  /**
   * @param before the probes as they were; null at a first look
   * @param who the workload, for a human
   */
  static List<Finding> between(
      @Nullable List<ContainerProbes> before,
      List<ContainerProbes> after,
      About about,
      String uid,
      String who,
      Instant now) {
    if (after.equals(before)) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (ContainerProbes container : after) {
      Optional<ContainerProbes> known =
          before == null
              ? Optional.empty()
              : before.stream()
                  .filter(it -> it.container().equals(container.container()))
                  .findFirst();
      for (Rule rule : Rule.values()) {
        boolean did = known.map(rule::applies).orElse(false);
        if (rule.applies(container) && !did) {
          findings.add(began(container, rule, about, uid, who, now, before == null));
        } else if (!rule.applies(container) && did) {
          findings.add(ended(container, rule, about, uid, who, now));
        }
      }
    }
    return findings;
  }

  private static Finding began(
      ContainerProbes container,
      Rule rule,
      About about,
      String uid,
      String who,
      Instant now,
      boolean firstLook) {
    return Finding.began(
            FactType.WORKLOAD_PROBES_ADVICE,
            about,
            identity(container, rule, uid),
            now,
            firstLook ? Certainty.STANDING : Certainty.WITNESSED,
            rule.word(),
            "container " + container.container() + " of " + who + " " + rule.sentence())
        .with(labels(container, rule));
  }

  private static Finding ended(
      ContainerProbes container, Rule rule, About about, String uid, String who, Instant now) {
    return Finding.ended(
            FactType.WORKLOAD_PROBES_ADVICE,
            about,
            identity(container, rule, uid),
            now,
            rule.word(),
            "container " + container.container() + " of " + who + " has wiser probes now")
        .with(labels(container, rule));
  }

  /** Tells one advice about a workload from the others. */
  static String aspect(ContainerProbes container, Rule rule) {
    return container.container() + "/" + rule.word();
  }

  private static List<String> identity(ContainerProbes container, Rule rule, String uid) {
    return List.of(uid, container.container(), rule.word(), container.toString());
  }

  private static Map<String, String> labels(ContainerProbes container, Rule rule) {
    return Map.of(
        Finding.ASPECT,
        aspect(container, rule),
        "container",
        container.container(),
        "rule",
        rule.word());
  }
}
