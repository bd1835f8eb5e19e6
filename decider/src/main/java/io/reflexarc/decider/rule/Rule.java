package io.reflexarc.decider.rule;

import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.ratio.Counts;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.Policy;
import io.reflexarc.schemas.policy.PolicySpec;
import io.reflexarc.schemas.policy.Rung;
import io.reflexarc.schemas.policy.TargetSelector;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A policy made ready to judge. */
public final class Rule {

  private final Policy policy;
  private final String key;
  private final Probe probe;

  /** The rule of an accepted policy. */
  public Rule(Policy policy) {
    this.policy = policy;
    this.key = policy.key();
    this.probe = Probe.of(policy.spec().symptom().indicator());
  }

  /** The policy. */
  public Policy policy() {
    return policy;
  }

  /** {@code namespace/name} of the policy. */
  public String key() {
    return key;
  }

  /** What the policy asks for. */
  public PolicySpec spec() {
    return policy.spec();
  }

  /** The rung at this index of its ladder; empty when there is none. */
  public Optional<Rung> rung(int index) {
    return index >= 0 && index < spec().ladder().size()
        ? Optional.of(spec().ladder().get(index))
        : Optional.empty();
  }

  /** How long unhealthy must hold, milliseconds. */
  public long forMillis() {
    return spec().symptom().forDuration().toMillis();
  }

  /** How long healthy must hold, milliseconds. */
  public long recoverMillis() {
    return spec().symptom().recoverFor().toMillis();
  }

  /** Length of its window, milliseconds. */
  public long windowMillis() {
    return spec().symptom().indicator().window().toMillis();
  }

  /** How much of the past must be remembered for it, milliseconds. */
  public long memoryMillis() {
    return spec().symptom().indicator().memory().toMillis();
  }

  /** Whether it is about this target. */
  public boolean matches(TargetKey target, Map<String, String> labels) {
    boolean ofNoNamespace = target.kind().equals(TargetSelector.NODE);
    return (ofNoNamespace || policy.namespace().equals(target.namespace()))
        && spec().target().matches(target.kind(), target.name(), labels);
  }

  /** The series it watches. */
  public List<Watch> watches() {
    return probe.watches();
  }

  /** Whether it counts a fact. */
  public boolean counts(Fact fact) {
    return probe.counts(fact);
  }

  /**
   * Whether it judges facts as they arrive: it judges nothing else, and waits for nothing. Such a
   * rule has no grace.
   */
  public boolean isUrgent() {
    return probe.isOfFacts() && forMillis() == 0;
  }

  /** Whether it is urgent, and a fact may make it unhealthy. */
  public boolean heedsAtOnce(Fact fact) {
    return isUrgent() && probe.heeds(fact);
  }

  /** What it says of each version that serves. */
  public List<Reading> read(Look look) {
    return probe.read(look);
  }

  /** Whether it can prove a version healthy. */
  public boolean proves() {
    return probe instanceof RatioProbe;
  }

  /** What it counts of a version in the window, by name: what a later one is compared with. */
  public Map<String, Counts> counted(Look look, String version) {
    return probe.counted(look, version);
  }
}
