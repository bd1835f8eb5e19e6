package io.reflexarc.decider.proven;

import io.reflexarc.decider.indicator.ratio.Counts;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The proven templates of a target, with numbers. A template is proven when the ratio policies
 * found it healthy without a break for {@code provenAfter}, on enough samples each time, and no
 * policy found it unhealthy; the proof falls when a symptom of it holds for long enough. Decision
 * record 0404. At most {@link #MOST} entries; the one proven longest ago goes first.
 *
 * @param proofs template to what is known of it
 */
public record Ledger(Map<Template, Proof> proofs) {

  /** Most templates of one target. */
  public static final int MOST = 32;

  /** Nothing is proven. */
  public static final Ledger EMPTY = new Ledger(Map.of());

  public Ledger {
    proofs = Collections.unmodifiableSortedMap(new TreeMap<>(proofs));
  }

  /** What is known of a template. */
  public Optional<Proof> of(Template template) {
    return Optional.ofNullable(proofs.get(template));
  }

  /** Whether a template may be gone back to. */
  public boolean vouchesFor(Template template) {
    return of(template).filter(Proof::stands).isPresent();
  }

  /** Whether {@link #healthy} would change anything. */
  public boolean due(Template template, long now, long provenAfter) {
    Proof proof = proofs.getOrDefault(template, Proof.NONE);
    return proof.healthySince().isEmpty() || proof.dueAt(provenAfter) <= now;
  }

  /** When {@link #healthy} changes something of a template that stays as healthy as it is. */
  public long dueAt(Template template, long provenAfter) {
    return proofs.getOrDefault(template, Proof.NONE).dueAt(provenAfter);
  }

  /**
   * A template was found healthy, on enough samples.
   *
   * @param counts what was counted to what was counted in the window
   * @param provenAfter how long it must have been healthy, milliseconds
   */
  public Ledger healthy(Template template, Map<String, Counts> counts, long now, long provenAfter) {
    return change(
        template,
        proof -> {
          Proof healthy = proof.healthy(now);
          return healthy.dueAt(provenAfter) <= now ? healthy.proven(now, counts) : healthy;
        });
  }

  /** It is not known to be healthy, or crosses a threshold. */
  public Ledger interrupted(Template template) {
    return proofs.containsKey(template) ? change(template, Proof::interrupted) : this;
  }

  /** A symptom of it held for long enough. */
  public Ledger sick(Template template, long now) {
    return change(template, proof -> proof.sick(now));
  }

  private Ledger change(Template template, UnaryOperator<Proof> change) {
    Proof before = proofs.getOrDefault(template, Proof.NONE);
    Proof after = change.apply(before);
    if (after.equals(before)) {
      return this;
    }
    TreeMap<Template, Proof> changed = new TreeMap<>(proofs);
    changed.put(template, after);
    if (changed.size() > MOST) {
      changed.remove(oldest(changed, template));
    }
    return new Ledger(changed);
  }

  private static Template oldest(Map<Template, Proof> proofs, Template spared) {
    return proofs.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(spared))
        .min(Comparator.comparingLong(entry -> entry.getValue().provenAt().orElse(Long.MIN_VALUE)))
        .map(Map.Entry::getKey)
        .orElse(spared);
  }
}
