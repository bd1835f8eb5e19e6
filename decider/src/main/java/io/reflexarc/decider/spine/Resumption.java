package io.reflexarc.decider.spine;

import io.reflexarc.decider.incident.Lifecycle;
import io.reflexarc.decider.incident.Progress;
import io.reflexarc.decider.restraint.Pause;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.schemas.key.TargetKey;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * First hop: which policies are paused over the target now, and what a pause that was lifted
 * forgets.
 *
 * @param state the state after it
 * @param resumed whether a pause was lifted at this tick
 * @param progress what that did to the incident
 */
record Resumption(TargetState state, boolean resumed, Progress progress) {

  static Resumption of(TargetKey target, TargetState before, Situation situation) {
    SortedSet<String> paused = paused(target, situation);
    List<String> lifted = before.paused().stream().filter(each -> !paused.contains(each)).toList();
    TargetState state = paused.equals(before.paused()) ? before : before.withPaused(paused);
    if (lifted.isEmpty()) {
      return new Resumption(state, false, Progress.none(before.incident()));
    }
    Progress progress = Lifecycle.resumed(before.incident(), lifted);
    long from = situation.now();
    for (String policy : lifted) {
      from = Math.max(from, Pause.liftedAt(target, policy, situation.controls(), situation.now()));
    }
    return new Resumption(state.withIncident(progress.incident()).fresh(from), true, progress);
  }

  /**
   * The state with what is paused now, though no tick has seen it yet: so that a pause that is
   * lifted before the next tick is known to have been.
   */
  static TargetState seen(TargetKey target, TargetState before, Situation situation) {
    TreeSet<String> all = new TreeSet<>(before.paused());
    all.addAll(paused(target, situation));
    return all.equals(before.paused()) ? before : before.withPaused(all);
  }

  private static SortedSet<String> paused(TargetKey target, Situation situation) {
    Map<String, String> annotations = situation.fleet().state().getAnnotations();
    if (situation.controls().isEmpty() && annotations.isEmpty()) {
      return Collections.emptySortedSet();
    }
    TreeSet<String> paused = new TreeSet<>();
    for (Rule rule : situation.rules()) {
      boolean reigns =
          Pause.over(target, rule.key(), situation.controls(), annotations, situation.now())
              .isPresent();
      if (reigns) {
        paused.add(rule.key());
      }
    }
    return paused;
  }
}
