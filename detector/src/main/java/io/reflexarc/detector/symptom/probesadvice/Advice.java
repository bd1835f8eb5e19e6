package io.reflexarc.detector.symptom.probesadvice;

import io.reflexarc.detector.cluster.ContainerProbes;
import java.util.Arrays;
import java.util.List;

/** Whether an advice that was given is still due. */
public final class Advice {

  private Advice() {}

  /**
   * Whether it is.
   *
   * @param aspect the container and the rule, as the record that gave the advice says
   */
  public static boolean isDue(List<ContainerProbes> probes, String aspect) {
    return probes.stream()
        .anyMatch(
            container ->
                Arrays.stream(Rule.values())
                    .filter(rule -> ProbesAdvice.aspect(container, rule).equals(aspect))
                    .anyMatch(rule -> rule.applies(container)));
  }
}
