package io.reflexarc.decider.arbiter;

import io.reflexarc.decider.arbiter.Breaker.HalfOpen;
import io.reflexarc.decider.arbiter.Breaker.Open;
import io.reflexarc.decider.arbiter.Breaker.Why;
import io.reflexarc.decider.arbiter.Entry.Circuit;
import io.reflexarc.decider.arbiter.Entry.Clock;
import io.reflexarc.decider.arbiter.Entry.End;
import io.reflexarc.decider.arbiter.Entry.Grant;
import io.reflexarc.decider.arbiter.Entry.Patient;
import io.reflexarc.decider.arbiter.Entry.Roster;
import io.reflexarc.decider.arbiter.Ruling.Denial;
import io.reflexarc.schemas.policy.Gate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Judges for one cluster which commands may be issued now. Its time is the latest that it has heard
 * of. What it hears of recovery (a permit used or returned, a target that is well, a command that
 * ended) it takes in whatever stands; only a command that is asked for can be held.
 *
 * <p>Gates of a command, in this order: a cause elsewhere, the breaker, budgets. One that is shut
 * leaves everything as it was: a denied command has no place in any budget.
 */
public final class Arbiter {

  private final BreakerTerms terms;
  private final Docket docket;
  private final Causes causes;
  private final Map<Group, Set<String>> unwell = new EnumMap<>(Group.class);
  private long counted = -1;

  /** Judges by these terms, on this knowledge. */
  public Arbiter(BreakerTerms terms, Docket docket) {
    this.terms = terms;
    this.docket = docket;
    this.causes = new Causes(docket);
  }

  /**
   * Hears what the task of a partition says; what it answers, when it was asked.
   *
   * <p>The docket's changes are to be stored together with the answer, or neither.
   */
  public Optional<Ruling> hear(int partition, Request request) {
    long now = Math.max(docket.clock(), request.at());
    if (now > docket.clock()) {
      docket.put(new Clock(now));
    }
    forgetOld(now);
    Optional<Ruling> answer = take(partition, request, now);
    watch(now);
    return answer;
  }

  private Optional<Ruling> take(int partition, Request request, long now) {
    if (request instanceof Request.Ask ask) {
      watch(now);
      return Optional.of(judge(partition, ask, now));
    }
    if (request instanceof Request.Used used) {
      use(partition, used);
    } else if (request instanceof Request.Returned returned) {
      takeBack(returned);
    } else if (request instanceof Request.Ended ended) {
      end(ended, now);
    } else if (request instanceof Request.Unwell unwell) {
      docket.put(patient(partition, unwell));
    } else if (request instanceof Request.Well well) {
      docket.patient(well.target()).ifPresent(docket::remove);
    } else {
      count(partition, (Request.Census) request);
    }
    return Optional.empty();
  }

  private static Patient patient(int partition, Request.Unwell unwell) {
    return new Patient(
        unwell.target(),
        Group.of(unwell.target()),
        partition,
        unwell.onset(),
        unwell.needs(),
        unwell.says());
  }

  private Ruling judge(int partition, Request.Ask ask, long now) {
    Optional<Grant> known = docket.grant(ask.commandId());
    if (known.isPresent()) {
      docket.put(known.get().askedFor(ask.askedAt()));
      return Ruling.to(ask, now, Optional.empty());
    }
    Optional<Denial> denial =
        causes
            .of(ask)
            .or(() -> breaker(ask))
            .or(() -> docket.budgets().full(ask, now))
            .or(this::memory);
    if (denial.isEmpty()) {
      grant(partition, ask, now);
    }
    return Ruling.to(ask, now, denial);
  }

  private void grant(int partition, Request.Ask ask, long now) {
    docket.put(
        new Grant(
            ask.commandId(),
            ask.target(),
            ask.policy(),
            partition,
            ask.askedAt(),
            now,
            OptionalLong.empty()));
    Circuit circuit = docket.circuit(Group.of(ask.target()));
    if (circuit.breaker() instanceof HalfOpen halfOpen) {
      change(circuit, halfOpen.probing(ask.commandId()));
    }
  }

  private Optional<Denial> breaker(Request.Ask ask) {
    Group group = Group.of(ask.target());
    Breaker breaker = docket.circuit(group).breaker();
    if (breaker instanceof Open open) {
      return Optional.of(
          denial(OptionalLong.of(open.until()), why(group, open.why()) + ": nothing is done"));
    }
    if (breaker instanceof HalfOpen halfOpen && halfOpen.probe().isPresent()) {
      return Optional.of(
          denial(
              OptionalLong.empty(),
              why(group, halfOpen.why()) + ": one action is tried, what comes of it is awaited"));
    }
    return Optional.empty();
  }

  private String why(Group group, Why why) {
    if (why == Why.FAILURES) {
      return "too many of the last actions on " + group.word() + " did not heal";
    }
    Vitals vitals = vitals(group);
    return vitals.unwell() + " of " + vitals.known() + " " + group.word() + " are unwell";
  }

  private static Denial denial(OptionalLong retryAt, String says) {
    return new Denial(Gate.BREAKER, Optional.empty(), retryAt, says);
  }

  private Optional<Denial> memory() {
    return docket.budgets().size() < Docket.MOST_GRANTS
        ? Optional.empty()
        : Optional.of(
            new Denial(
                Gate.LIMIT,
                Optional.empty(),
                OptionalLong.empty(),
                "as many actions are remembered as there is room for"));
  }

  private void use(int partition, Request.Used used) {
    Grant grant =
        docket
            .grant(used.commandId())
            .orElseGet(
                () ->
                    new Grant(
                        used.commandId(),
                        used.target(),
                        used.policy(),
                        partition,
                        used.askedAt(),
                        used.at(),
                        OptionalLong.empty()));
    docket.put(grant.issued(used.at()));
  }

  /** What was used stays used, and what was asked for anew meanwhile is not given back. */
  private void takeBack(Request.Returned returned) {
    docket
        .grant(returned.commandId())
        .filter(it -> it.issuedAt().isEmpty() && it.askedAt() == returned.askedAt())
        .ifPresent(this::takeBack);
  }

  private void takeBack(Grant grant) {
    docket.remove(grant);
    Circuit circuit = docket.circuit(Group.of(grant.target()));
    change(circuit, circuit.breaker().returned(grant.commandId()));
  }

  private void end(Request.Ended ended, long now) {
    Group group = Group.of(ended.target());
    Circuit circuit = docket.circuit(group);
    Breaker breaker =
        circuit
            .breaker()
            .ended(ended.commandId(), ended.result(), vitals(group).unwell(), terms, now);
    boolean settled = breaker instanceof Breaker.Closed && !breaker.equals(circuit.breaker());
    List<End> ends = new ArrayList<>(settled ? List.of() : circuit.ends());
    if (!settled && ended.result() != Request.Result.NEITHER) {
      ends.add(new End(now, ended.result() == Request.Result.FAILED));
    }
    int most = Math.max(0, ends.size() - terms.actions());
    Circuit next = new Circuit(group, breaker, ends.subList(most, ends.size()));
    if (!next.equals(circuit)) {
      docket.put(next);
    }
  }

  /** A task that began with no state takes back all that was said before in its place. */
  private void count(int partition, Request.Census census) {
    if (census.fresh()) {
      docket.patients().stream().filter(it -> it.partition() == partition).forEach(docket::remove);
      docket.pending().stream().filter(it -> it.partition() == partition).forEach(this::takeBack);
      giveUpProbes(partition);
    }
    docket.put(new Roster(partition, census.workloads(), census.zones()));
  }

  /** Nobody will say what came of a command of that task, so another one is tried. */
  private void giveUpProbes(int partition) {
    for (Group group : Group.values()) {
      Circuit circuit = docket.circuit(group);
      circuit
          .breaker()
          .probe()
          .flatMap(docket::grant)
          .filter(it -> it.partition() == partition)
          .ifPresent(it -> change(circuit, circuit.breaker().returned(it.commandId())));
    }
  }

  private void watch(long now) {
    for (Group group : Group.values()) {
      Circuit circuit = docket.circuit(group);
      change(circuit, circuit.breaker().next(vitals(group), terms, now));
    }
  }

  private void change(Circuit circuit, Breaker next) {
    if (!next.equals(circuit.breaker())) {
      docket.put(new Circuit(circuit.group(), next, circuit.ends()));
    }
  }

  private Vitals vitals(Group group) {
    if (counted != docket.revision()) {
      counted = docket.revision();
      unwell.clear();
      for (Patient patient : docket.patients()) {
        causes
            .counted(patient)
            .ifPresent(
                it -> unwell.computeIfAbsent(patient.group(), key -> new HashSet<>()).add(it));
      }
    }
    return new Vitals(
        unwell.getOrDefault(group, Set.of()).size(),
        docket.known(group),
        docket.circuit(group).ends());
  }

  /** What counts in no budget any more, and a permit of which nothing was heard for as long. */
  private void forgetOld(long now) {
    long oldest = now - Budgets.LONGEST_MILLIS;
    docket.budgets().upTo(oldest).forEach(docket::remove);
    docket.pending().stream().takeWhile(it -> it.grantedAt() <= oldest).forEach(this::takeBack);
  }

  /** How the breaker of a group stands. */
  public Breaker breaker(Group group) {
    return docket.circuit(group).breaker();
  }
}
