package io.reflexarc.decider.rule;

import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.indicator.combined.Kleene;
import io.reflexarc.decider.indicator.ratio.Counts;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.policy.Combined;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Asks every part, and combines what they say of the same version or pod. */
final class CombinedProbe implements Probe {

  private final Combined combined;
  private final List<Probe> parts;

  CombinedProbe(Combined combined) {
    this.combined = combined;
    this.parts = combined.parts().stream().map(Probe::of).toList();
  }

  @Override
  public List<Watch> watches() {
    return parts.stream().flatMap(part -> part.watches().stream()).toList();
  }

  @Override
  public boolean counts(Fact fact) {
    return parts.stream().anyMatch(part -> part.counts(fact));
  }

  @Override
  public boolean isOfFacts() {
    return parts.stream().allMatch(Probe::isOfFacts);
  }

  @Override
  public boolean heeds(Fact fact) {
    return parts.stream().anyMatch(part -> part.heeds(fact));
  }

  @Override
  public Map<String, Counts> counted(Look look, String version) {
    Map<String, Counts> counted = new TreeMap<>();
    parts.forEach(part -> counted.putAll(part.counted(look, version)));
    return counted;
  }

  @Override
  public List<Reading> read(Look look) {
    List<List<Reading>> said = parts.stream().map(part -> part.read(look)).toList();
    TreeSet<Subject> subjects = new TreeSet<>();
    said.forEach(readings -> readings.forEach(each -> subjects.add(each.subject())));
    return subjects.stream()
        .map(subject -> Kleene.combine(combined.how(), subject, about(subject, said)))
        .toList();
  }

  private List<Reading> about(Subject subject, List<List<Reading>> said) {
    List<Reading> about = new ArrayList<>();
    for (int i = 0; i < said.size(); i++) {
      String word = combined.parts().get(i).word();
      about.add(
          said.get(i).stream()
              .filter(each -> each.subject().equals(subject))
              .findFirst()
              .orElseGet(() -> Reading.unknown(subject, () -> word + " says nothing of it")));
    }
    return about;
  }
}
