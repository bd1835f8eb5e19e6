package io.reflexarc.decider.arbiter;

import static io.reflexarc.decider.arbiter.Court.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.arbiter.Breaker.HalfOpen;
import io.reflexarc.decider.arbiter.Clerk.Issue;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.LimitScope;
import io.reflexarc.schemas.policy.Outcome;
import io.reflexarc.schemas.policy.RateLimit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Invariants I4 and I10 of {@code architecture.md} across targets: however the questions, answers,
 * outcomes and lost states of eight tasks are interleaved, and whichever process goes on.
 */
class ArbiterPropertyTest {

  private static final int TRIES = 1_000;
  private static final int CLERKS = 8;

  private enum What {
    TIME,
    ASK,
    GIVE_UP,
    DELIVER,
    ANSWER,
    HEALED,
    NOT_HEALED,
    SUPERSEDED,
    UNWELL,
    WELL,
    FORGET,
    ANOTHER_PROCESS
  }

  /** Something that happens, to one of the tasks, or so often. */
  record Step(What what, int number) {}

  @Provide
  Arbitrary<List<Step>> days() {
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(3, What.TIME),
                Tuple.of(8, What.ASK),
                Tuple.of(1, What.GIVE_UP),
                Tuple.of(14, What.DELIVER),
                Tuple.of(8, What.ANSWER),
                Tuple.of(3, What.HEALED),
                Tuple.of(2, What.NOT_HEALED),
                Tuple.of(1, What.SUPERSEDED),
                Tuple.of(4, What.UNWELL),
                Tuple.of(2, What.WELL),
                Tuple.of(1, What.FORGET),
                Tuple.of(1, What.ANOTHER_PROCESS)),
            Arbitraries.integers().between(0, CLERKS - 1))
        .as(Step::new)
        .list()
        .ofMinSize(20)
        .ofMaxSize(150);
  }

  @Property(tries = TRIES)
  void shouldKeepBudgetsAndBreakerHoweverTasksAreInterleaved(@ForAll("days") List<Step> steps) {
    Day day = new Day();
    steps.forEach(day::goesOn);
    day.endsWell();
  }

  /** One day in court. */
  private static final class Day {
    private final Court court = new Court();
    private final List<Clerk> clerks = new ArrayList<>();
    private final List<Issue> issues = new ArrayList<>();
    private final Set<String> granted = new HashSet<>();
    private final Set<String> used = new HashSet<>();
    private final Set<String> unwell = new HashSet<>();
    private Optional<String> probe = Optional.empty();
    private boolean probeHealed;
    private long time = 10 * MINUTE;

    Day() {
      for (int i = 0; i < CLERKS; i++) {
        String namespace = i < 5 ? "shop" : "bank";
        clerks.add(
            new Clerk(
                "prod/" + namespace + "/Deployment/w" + i,
                namespace + (i % 2 == 0 ? "/errors" : "/slow"),
                i,
                (i % 3 - 1) * 20_000L));
        court.hear(i, clerks.get(i).census(0, false));
      }
    }

    void goesOn(Step step) {
      Clerk clerk = clerks.get(step.number());
      switch (step.what()) {
        case TIME -> time += (step.number() + 1) * 3 * MINUTE;
        case ASK -> clerk.ask(time);
        case GIVE_UP -> clerk.giveUp();
        case DELIVER -> clerk.post().ifPresent(said -> deliver(clerk, said));
        case ANSWER -> clerk.hear(time).ifPresent(this::issued);
        case HEALED -> clerk.end(Outcome.HEALED, time);
        case NOT_HEALED -> clerk.end(Outcome.NOT_HEALED, time);
        case SUPERSEDED -> clerk.end(Outcome.SUPERSEDED, time);
        case UNWELL -> clerk.unwell(time);
        case WELL -> clerk.well(time);
        case FORGET -> clerk.forget(time);
        case ANOTHER_PROCESS -> court.restart();
      }
      time += 1_000;
    }

    private void deliver(Clerk clerk, Request said) {
      boolean mayClose = court.breaker(Group.WORKLOADS) instanceof HalfOpen;
      Optional<Ruling> ruling = court.hear(clerk.partition, said);
      probeHealed |=
          mayClose && said instanceof Request.Ended end && end.outcome() == Outcome.HEALED;
      assertThat(ruling.isPresent())
          .as("who asks is answered")
          .isEqualTo(said instanceof Request.Ask);
      ruling.ifPresent(clerk::answered);
      if (said instanceof Request.Unwell) {
        unwell.add(clerk.target);
      } else if (said instanceof Request.Well || said instanceof Request.Census) {
        unwell.remove(clerk.target);
      }
      over(clerk, said);
      ruling.filter(Ruling::granted).ifPresent(this::granted);
      opensForACrowd();
    }

    /** What was let through is over: it ended, was returned, or nobody knows of it any more. */
    private void over(Clerk clerk, Request said) {
      if (said instanceof Request.Used use) {
        used.add(use.commandId());
      }
      boolean over =
          said instanceof Request.Ended ended && isProbe(ended.commandId())
              || said instanceof Request.Returned returned
                  && isProbe(returned.commandId())
                  && !used.contains(returned.commandId())
              || said instanceof Request.Census && probe.filter(clerk::isOf).isPresent()
              || court.breaker(Group.WORKLOADS).level() == 0;
      probe = over ? Optional.empty() : probe;
    }

    private boolean isProbe(String commandId) {
      return probe.filter(commandId::equals).isPresent();
    }

    private void granted(Ruling ruling) {
      boolean known = !granted.add(ruling.commandId());
      Breaker breaker = court.breaker(Group.WORKLOADS);
      if (known || breaker.level() == 0) {
        return;
      }
      assertThat(breaker).as("nothing passes an open breaker").isInstanceOf(HalfOpen.class);
      assertThat(probe).as("what is tried already").isEmpty();
      probe = Optional.of(ruling.commandId());
    }

    private void opensForACrowd() {
      BreakerTerms terms = BreakerTerms.DEFAULT;
      if (unwell.size() >= terms.targets() && !probeHealed) {
        assertThat(court.breaker(Group.WORKLOADS).level())
            .as("%d of %d are unwell", unwell.size(), CLERKS)
            .isPositive();
      }
    }

    /** I4: in no span of its length are more commands issued than a budget allows. */
    private void issued(Issue issue) {
      issues.add(issue);
      for (RateLimit limit : Clerk.LIMITS) {
        List<Long> times =
            issues.stream()
                .filter(other -> scope(limit.scope(), other).equals(scope(limit.scope(), issue)))
                .map(Issue::at)
                .sorted()
                .toList();
        IntStream.range(limit.count(), times.size())
            .forEach(
                i ->
                    assertThat(times.get(i) - times.get(i - limit.count()))
                        .as("%s at %s", limit, times)
                        .isGreaterThanOrEqualTo(limit.per().toMillis()));
      }
    }

    private static String scope(LimitScope scope, Issue issue) {
      return switch (scope) {
        case TARGET -> issue.target();
        case POLICY -> issue.policy();
        case NAMESPACE -> TargetKey.parse(issue.target()).namespace();
        case CLUSTER -> "";
      };
    }

    /** I10: recovery passes whatever stands, and when all is well anyone may act again. */
    void endsWell() {
      deliverAll();
      for (Clerk clerk : clerks) {
        clerk.giveUp();
        clerk.end(Outcome.HEALED, time);
        clerk.well(time);
      }
      deliverAll();
      time += 3 * Court.HOUR;
      Clerk first = clerks.get(0);
      first.ask(time);
      deliverAll();
      assertThat(issues).isNotEmpty();
      assertThat(issues.get(issues.size() - 1).at())
          .as("the last")
          .isGreaterThanOrEqualTo(time - MINUTE);
    }

    private void deliverAll() {
      for (int round = 0; round < 3; round++) {
        for (Clerk clerk : clerks) {
          for (Optional<Request> said = clerk.post(); said.isPresent(); said = clerk.post()) {
            deliver(clerk, said.get());
          }
          for (int i = 0; i < 20; i++) {
            clerk.hear(time).ifPresent(this::issued);
          }
        }
      }
    }
  }
}
