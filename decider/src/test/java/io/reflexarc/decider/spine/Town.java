package io.reflexarc.decider.spine;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.arbiter.Arbiter;
import io.reflexarc.decider.arbiter.BreakerTerms;
import io.reflexarc.decider.arbiter.Docket;
import io.reflexarc.decider.arbiter.Request;
import io.reflexarc.decider.arbiter.Ruling;
import io.reflexarc.decider.command.Reversal;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.schemas.avro.Control;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.key.TargetKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Three targets of two namespaces under one arbiter. What they say to it, and what it answers, is
 * on the way until somebody delivers it; the clocks of their tasks are up to a minute apart.
 */
final class Town {

  private static final List<String> TARGETS =
      List.of(
          "prod/shop/Deployment/checkout",
          "prod/shop/Deployment/cart",
          "prod/bank/Deployment/ledger");

  private static final List<Rule> RULES =
      Walk.rules(
          "{count: 2, per: 30m}, {count: 3, per: 30m, scope: policy}, "
              + "{count: 3, per: 20m, scope: namespace}, {count: 4, per: 30m, scope: cluster}");

  /** Two of three are a crowd. */
  private static final BreakerTerms BREAKER =
      new BreakerTerms(2, 0.5, 3, 5, 1_800_000, 300_000, 3_600_000);

  private static final long MOST_SKEW = 60_000;

  private final Arbiter arbiter = new Arbiter(BREAKER, new Docket());
  private final Map<String, Control> controls = new TreeMap<>();
  private final List<Walk> walks = new ArrayList<>();
  private final List<ArrayDeque<Ruling>> answers = new ArrayList<>();
  private final List<RemediationCommand> issued = new ArrayList<>();

  /** One thing that happens in the town. */
  sealed interface Event {

    /** To one of its targets. */
    record Lives(int who, Happening what) implements Event {}

    /** The arbiter hears what a target said first. */
    record Heard(int who) implements Event {}

    /** A target hears the answer. */
    record Answered(int who) implements Event {}

    /** Any of them. */
    static Arbitrary<Event> any() {
      Arbitrary<Integer> who = Arbitraries.integers().between(0, TARGETS.size() - 1);
      return Arbitraries.frequencyOf(
          Tuple.of(5, Combinators.combine(who, Happening.any()).as(Lives::new)),
          Tuple.of(4, who.map(Heard::new)),
          Tuple.of(3, who.map(Answered::new)));
    }
  }

  Town() {
    for (String target : TARGETS) {
      Invariants invariants = new Invariants();
      walks.add(
          new Walk(
              TargetKey.parse(target),
              RULES,
              controls,
              Optional.empty(),
              seen -> {
                invariants.sees(seen);
                seen.decided().command().ifPresent(this::issued);
              }));
      answers.add(new ArrayDeque<>());
    }
    arbiter.hear(
        0,
        new Request.Census(
            "prod//Partition/0", walks.get(0).now(), TARGETS.size(), new TreeMap<>(), false));
  }

  Town through(List<Event> events) {
    events.forEach(this::happens);
    return this;
  }

  private void happens(Event event) {
    if (event instanceof Event.Lives lives) {
      Walk walk = walks.get(lives.who());
      walk.until(walks.stream().mapToLong(Walk::now).max().orElseThrow() - MOST_SKEW);
      walk.happens(lives.what());
    } else if (event instanceof Event.Heard heard) {
      hear(heard.who());
    } else {
      answer(((Event.Answered) event).who());
    }
  }

  private boolean hear(int who) {
    Optional<Request> said = walks.get(who).post();
    said.flatMap(it -> arbiter.hear(0, it)).ifPresent(answers.get(who)::add);
    return said.isPresent();
  }

  private boolean answer(int who) {
    Optional<Ruling> answer = Optional.ofNullable(answers.get(who).poll());
    answer.ifPresent(walks.get(who)::hears);
    return answer.isPresent();
  }

  /** All that is on the way arrives. */
  private void deliverAll() {
    boolean more = true;
    while (more) {
      more = false;
      for (int who = 0; who < walks.size(); who++) {
        more |= hear(who) | answer(who);
      }
    }
  }

  /** The fault is over everywhere: even in a pause that nobody lifts, recovery passes (I10). */
  void recovers() {
    for (int who = 0; who < walks.size(); who++) {
      for (Happening last :
          List.of(new Happening.Finish(), new Happening.Cure(), new Happening.Cure())) {
        happens(new Event.Lives(who, last));
        deliverAll();
      }
    }
    for (Walk walk : walks) {
      assertThat(walk.state().incident()).as("I10: an incident that nothing feeds").isEmpty();
      assertThat(walk.state().unwell()).as("I10: what the arbiter was told").isEmpty();
    }
  }

  /** I4: no budget is exceeded, whatever was on the way when it was asked for. */
  private void issued(RemediationCommand command) {
    if (command.getParameters().containsKey(Reversal.UNDOES)) {
      return;
    }
    issued.add(command);
    atMost(3, 1_800_000, RemediationCommand::getPolicy, command);
    atMost(3, 1_200_000, it -> TargetKey.parse(it.getTarget()).namespace(), command);
    atMost(4, 1_800_000, it -> "cluster", command);
  }

  private void atMost(
      int count,
      long perMillis,
      Function<RemediationCommand, String> scope,
      RemediationCommand command) {
    List<Long> times =
        issued.stream()
            .filter(it -> scope.apply(it).equals(scope.apply(command)))
            .map(it -> it.getIssuedAt().toEpochMilli())
            .sorted()
            .toList();
    IntStream.range(count, times.size())
        .forEach(
            i ->
                assertThat(times.get(i) - times.get(i - count))
                    .as("I4: %d in %d ms of %s", count, perMillis, scope.apply(command))
                    .isGreaterThanOrEqualTo(perMillis));
  }
}
