package io.reflexarc.chaos.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.reflexarc.chaos.board.Words;
import io.reflexarc.chaos.play.Experiment;
import io.reflexarc.chaos.play.Part;
import io.reflexarc.chaos.play.Watcher;
import io.reflexarc.runtime.time.TimeSource;
import io.reflexarc.sandbox.scenario.Ending;
import io.reflexarc.sandbox.scenario.Expectation;
import io.reflexarc.sandbox.scenario.Heard;
import io.reflexarc.sandbox.scenario.Judge;
import io.reflexarc.sandbox.scenario.Playback;
import io.reflexarc.sandbox.scenario.Scenario;
import io.reflexarc.sandbox.scenario.Span;
import io.reflexarc.sandbox.scenario.StoryLog;
import io.reflexarc.sandbox.scenario.Verdict;
import io.reflexarc.sandbox.scenario.course.Course;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes experiments on a cluster. Phases: <i>planned</i> (nothing is done; refused when anything
 * may not be), <i>intended</i> (the intent is in the cluster), <i>made</i>, <i>cleaned</i>. What
 * fails after the intent was written leads to the clean-up; a runner that dies leaves the intent,
 * and {@link #clean} finds it.
 */
public final class ClusterRun {

  private static final Duration LISTEN = Duration.ofMillis(500);

  private final Hand hand;
  private final Set<String> allowed;
  private final boolean nodes;
  private final TimeSource time;
  private final Watcher watcher;

  /**
   * @param allowed namespaces that may be touched, and no other
   * @param nodes whether nodes may be cordoned
   * @param time that phases are waited for by
   */
  public ClusterRun(
      KubernetesClient client,
      Set<String> allowed,
      boolean nodes,
      TimeSource time,
      Watcher watcher) {
    this.hand = new Hand(client);
    this.allowed = Set.copyOf(allowed);
    this.nodes = nodes;
    this.time = time;
    this.watcher = watcher;
  }

  /**
   * Says what would be done, and asks the cluster whether it would take it; does nothing.
   *
   * @throws RefusedException naming everything that may not be done
   */
  public List<String> rehearse(Experiment experiment) {
    Plan plan = plan(experiment);
    List<String> lines = new ArrayList<>();
    for (Plan.Step step : plan.steps()) {
      lines.add("%s  %s".formatted(Words.clock(step.phase().at()), step.phase().says()));
      for (Strike strike : step.strikes()) {
        lines.add("    would " + strike.says() + rehearse(strike));
      }
    }
    plan.restore().forEach(object -> lines.add("    then apply " + Manifests.name(object)));
    plan.remove().forEach(object -> lines.add("    then delete " + Manifests.name(object)));
    return lines;
  }

  private String rehearse(Strike strike) {
    if (strike instanceof Strike.Kill kill) {
      return hand.kill(kill.namespace(), kill.app(), true)
          .map(pod -> ": " + pod)
          .orElse(": it has none now");
    }
    hand.apply(((Strike.Apply) strike).object(), true);
    return ", the cluster would take it";
  }

  /**
   * Makes an experiment, watches what comes of it, cleans up and judges.
   *
   * @throws RefusedException naming everything that may not be done; nothing was
   * @throws InterruptedException when it is aborted; it is cleaned up then
   */
  public Playback make(Experiment experiment, Ear ear) throws InterruptedException {
    Plan plan = plan(experiment);
    refuseWhatIsThere(plan);
    Intent intent = Intent.of(plan);
    intent.write(hand, time.instant(), "begins: " + plan.scenario().title());
    StoryLog log = new StoryLog();
    try {
      Span span = play(experiment, plan, intent, ear, log);
      return judged(plan.scenario(), log, span);
    } finally {
      boolean interrupted = Thread.interrupted();
      intent.clean(hand);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Cleans up after runners that are gone.
   *
   * @return what was cleaned up
   */
  public List<String> clean() {
    List<String> cleaned = new ArrayList<>();
    for (String namespace : allowed) {
      for (Intent intent : Intent.in(hand, namespace)) {
        intent.clean(hand);
        cleaned.add(namespace + "/" + intent.name());
      }
    }
    return cleaned;
  }

  private Plan plan(Experiment experiment) {
    Plan plan = Plan.of(experiment.folder(), allowed, nodes);
    List<String> unknown =
        plan.applied().stream()
            .filter(object -> !hand.knows(object))
            .map(
                object ->
                    "%s: the cluster does not know %s %s"
                        .formatted(
                            Manifests.name(object), object.getApiVersion(), object.getKind()))
            .toList();
    if (!unknown.isEmpty()) {
      throw new RefusedException(unknown);
    }
    return plan;
  }

  /** What is there already is not ours, so cleaning up must not delete it. */
  private void refuseWhatIsThere(Plan plan) {
    if (Intent.of(plan).isLeft(hand)) {
      throw new RefusedException(
          List.of(plan.scenario().id() + " was begun before and not cleaned up, say --clean"));
    }
    List<String> there =
        plan.remove().stream()
            .filter(object -> hand.knows(object) && hand.exists(object))
            .map(object -> Manifests.name(object) + " exists, and cleaning up would delete it")
            .toList();
    if (!there.isEmpty()) {
      throw new RefusedException(there);
    }
  }

  private Span play(Experiment experiment, Plan plan, Intent intent, Ear ear, StoryLog log)
      throws InterruptedException {
    Scenario scenario = plan.scenario();
    Instant began = time.instant();
    watcher.begins(experiment, Part.WITH, scenario);
    int next = 0;
    Ending ending = new Ending(scenario);
    while (!ending.reached(log, next == plan.steps().size(), since(began))) {
      if (intent.abortAsked(hand)) {
        throw new InterruptedException("aborted by the annotation " + Intent.ABORT);
      }
      if (next < plan.steps().size() && isDue(plan.steps().get(next), began)) {
        strike(experiment, plan.steps().get(next++), intent);
      }
      for (Heard heard : ear.listen(LISTEN)) {
        hear(experiment, plan, began, heard, log);
      }
      watcher.clock(experiment, Part.WITH, since(began), scenario.until());
    }
    return new Span(began, began.plus(scenario.faultAt()), time.instant());
  }

  private boolean isDue(Plan.Step step, Instant began) {
    return since(began).compareTo(step.phase().at()) >= 0;
  }

  private void strike(Experiment experiment, Plan.Step step, Intent intent) {
    intent.write(hand, time.instant(), "about to: " + step.phase().says());
    watcher.says(experiment, Part.WITH, step.phase().at(), step.phase().says());
    for (Strike strike : step.strikes()) {
      if (strike instanceof Strike.Apply apply) {
        hand.apply(apply.object(), false);
      } else if (strike instanceof Strike.Kill kill) {
        hand.kill(kill.namespace(), kill.app(), false);
      }
    }
  }

  /** Topics live longer than experiments: only what is said here and now counts. */
  private void hear(Experiment experiment, Plan plan, Instant began, Heard heard, StoryLog log) {
    boolean here =
        TargetKey.tryParse(heard.key())
            .filter(key -> key.namespace().equals(plan.namespace()) || key.kind().equals("Node"))
            .isPresent();
    if (here && !heard.at().isBefore(began)) {
      log.hear(heard);
      if (heard.value() instanceof RemediationAudit audit) {
        watcher.says(
            experiment, Part.WITH, Duration.between(began, audit.getAt()), audit.getReason());
      }
    }
  }

  private Playback judged(Scenario scenario, StoryLog log, Span span) {
    Map<Expectation.State, String> state = new HashMap<>();
    for (Expectation.State wanted : scenario.expect().state()) {
      hand.value(wanted.object(), wanted.pointer()).ifPresent(found -> state.put(wanted, found));
    }
    Judge judge = new Judge(scenario, log);
    Verdict verdict = judge.judgeFromTopics(span, wanted -> Optional.ofNullable(state.get(wanted)));
    Duration real = Duration.between(span.beganAt(), span.endedAt());
    return new Playback(
        scenario,
        verdict,
        log,
        1,
        span,
        Course.NONE,
        judge.moments(span.faultAt()),
        Duration.ZERO,
        Duration.ZERO,
        real);
  }

  private Duration since(Instant began) {
    return Duration.between(began, time.instant());
  }
}
