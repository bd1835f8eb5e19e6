package io.reflexarc.decider.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reflexarc.decider.incident.Incident.Escalated;
import io.reflexarc.decider.incident.Incident.Held;
import io.reflexarc.decider.incident.Incident.Idle;
import io.reflexarc.decider.incident.Incident.Open;
import io.reflexarc.decider.incident.Incident.Remediating;
import io.reflexarc.decider.incident.Incident.Restoring;
import io.reflexarc.decider.incident.Incident.Verifying;
import io.reflexarc.decider.incident.Incident.Watching;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.schemas.policy.Action;
import io.reflexarc.schemas.policy.Gate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class IncidentPropertyTest {

  private static final List<Action> ACTIONS =
      List.of(
          Action.FREEZE_AUTOSCALER,
          Action.RESTART_WORKLOAD,
          Action.DEGRADE,
          Action.ROLLBACK,
          Action.SHIFT_TRAFFIC);

  private enum Happening {
    ISSUE,
    PROPOSE,
    APPROVE,
    WITHDRAW,
    DECLINE,
    SKIP,
    GIVE_WAY,
    APPLIED,
    REFUSED,
    LOST,
    APPLIED_LATE,
    HEALED,
    NOT_HEALED,
    RELAPSED,
    RESUMED,
    TAKE_BACK,
    TAKEN_BACK,
    LEFT,
    NOT_TAKEN_BACK
  }

  /** What is known of one life. */
  private static final class Life {
    private Incident incident = Open.begin(facts());
    private final Set<Integer> tried = new HashSet<>();
    private final Set<String> ordered = new HashSet<>();
    private final Set<Integer> applied = new HashSet<>();
    private int inFlight;

    void next(Happening happening) {
      int next = incident.facts().rung() + 1;
      if (incident instanceof Open open) {
        open(open, happening, next);
      } else if (incident instanceof Remediating remediating) {
        remediating(remediating, happening);
      } else if (incident instanceof Verifying verifying && happening == Happening.HEALED) {
        incident = verifying.healed(6, "says", List.of());
      } else if (incident instanceof Verifying verifying && happening == Happening.NOT_HEALED) {
        incident = verifying.notHealed("says", List.of());
      } else if (incident instanceof Watching watching && happening == Happening.RELAPSED) {
        incident = watching.relapsed("says", List.of());
      } else if (incident instanceof Escalated lost
          && happening == Happening.APPLIED_LATE
          && lost.facts().command().filter(it -> !it.takesBack()).isPresent()) {
        incident = lost.appliedLate(5, 20, "says");
        applied.add(lost.facts().rung());
      } else if (incident instanceof Restoring restoring) {
        restoring(restoring, happening);
      }
      if (incident instanceof Idle idle && happening == Happening.TAKE_BACK) {
        takeBack(idle);
      }
    }

    private void open(Open open, Happening happening, int next) {
      if (happening == Happening.ISSUE) {
        Issued command = issued("command-" + next, next, ACTIONS.get(next % ACTIONS.size()), 0);
        if (open.proposal().filter(it -> !it.approved()).isPresent()) {
          assertThatThrownBy(() -> open.issue(command, 10, "says", List.of()))
              .isInstanceOf(IllegalStateException.class);
          return;
        }
        incident = open.issue(command, 10, "says", List.of());
        inFlight++;
        assertThat(tried.add(next)).as("rung %d is new", next).isTrue();
      } else if (happening == Happening.SKIP) {
        incident = open.skip(next);
        assertThat(tried.add(next)).isTrue();
      } else if (happening == Happening.GIVE_WAY) {
        incident = open.giveWay("shop/errors", Subject.ofVersion("v4"), "says", List.of());
        assertThat(tried.add(next)).as("the rung that was due is left out").isTrue();
        assertThat(incident.facts().place()).as("before the first rung").isEqualTo(-1);
        assertThat(incident.facts().place(incident.facts().rung() + 1)).isZero();
        assertThat(incident.facts().effects()).isEqualTo(open.facts().effects());
      } else if (happening == Happening.RESUMED) {
        incident = open.resumed("says");
      } else if (ASKING.contains(happening)) {
        incident = asked(open, happening, next);
      }
    }

    private void remediating(Remediating remediating, Happening happening) {
      int rung = remediating.facts().rung();
      if (happening == Happening.APPLIED) {
        incident = remediating.applied(5, 20, "says");
        applied.add(rung);
        inFlight--;
      } else if (happening == Happening.REFUSED) {
        incident = remediating.refused("says");
        inFlight--;
      } else if (happening == Happening.LOST) {
        incident = remediating.lost(5, "says");
        inFlight--;
      }
    }

    private void takeBack(Idle idle) {
      Optional<Issued> effect = idle.facts().lastEffect();
      if (effect.isPresent()) {
        Issued of = effect.get();
        int step = of.step() + 1;
        Issued back =
            issued(
                "undo-" + of.rung() + "-" + step,
                of.rung(),
                of.action().undo().orElseThrow(),
                step);
        assertThat(applied).as("what was carried out").contains(of.rung());
        assertThat(ordered.add(back.id())).as("%s is new", back.id()).isTrue();
        incident = idle.restore(back, 30, "says");
        inFlight++;
      }
    }

    private void restoring(Restoring restoring, Happening happening) {
      List<Issued> before = restoring.facts().effects();
      if (happening == Happening.TAKEN_BACK) {
        incident = restoring.restored("says");
      } else if (happening == Happening.LEFT) {
        incident = restoring.leave("says");
      } else if (happening == Happening.NOT_TAKEN_BACK) {
        incident = restoring.failed(7, "says");
      } else {
        return;
      }
      inFlight--;
      boolean partial =
          happening == Happening.TAKEN_BACK && incident.facts().effects().size() == before.size();
      assertThat(partial || incident.facts().effects().size() < before.size()).isTrue();
      assertThat(!partial || before.get(before.size() - 1).action() == Action.SHIFT_TRAFFIC)
          .isTrue();
    }

    /** Traffic comes back in two steps. */
    private static Issued issued(String id, int rung, Action action, int step) {
      TreeMap<String, String> parameters = new TreeMap<>(Map.of("object", action + "/" + rung));
      if (action == Action.SHIFT_TRAFFIC) {
        parameters.put(Issued.MOVED, List.of("100", "50", "0").get(step));
      }
      return new Issued(id, rung, action, Optional.empty(), parameters, step);
    }
  }

  @Property(tries = 1_000)
  void shouldNeverHaveTwoCommandsInFlightNorTryOneTwice(
      @ForAll @Size(max = 60) List<Happening> happenings) {
    // given
    Life life = new Life();
    // when
    for (Happening happening : happenings) {
      life.next(happening);
      // then
      assertThat(life.inFlight).isBetween(0, 1);
      assertThat(life.inFlight == 0).isEqualTo(life.incident instanceof Idle);
      assertThat(life.applied)
          .containsAll(life.incident.facts().effects().stream().map(Issued::rung).toList());
    }
  }

  @Test
  void shouldRefuseARungThatWasTakenAlready() {
    Open open = Open.begin(facts()).skip(0);
    Issued again = Life.issued("command", 0, Action.ROLLBACK, 0);
    assertThatThrownBy(() -> open.issue(again, 10, "says", List.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("rung 0");
  }

  @Test
  void shouldRefuseToTakeBackWhenNothingWasDone() {
    Open open = Open.begin(facts());
    Issued back = Life.issued("undo", 0, Action.RESTORE, 1);
    assertThatThrownBy(() -> open.restore(back, 10, "says"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing");
  }

  @Test
  void shouldTakeBackACordonAndADrainOfOneNodeAtOnce() {
    // given a node that was cordoned and then drained
    Issued cordon = Life.issued("c", 0, Action.CORDON_NODE, 0);
    Issued drain = new Issued("d", 1, Action.DRAIN_NODE, Optional.empty(), cordon.parameters(), 0);
    Idle drained =
        Open.begin(facts())
            .issue(cordon, 10, "says", List.of())
            .applied(5, 20, "says")
            .notHealed("says", List.of())
            .issue(drain, 30, "says", List.of())
            .applied(25, 40, "says");
    assertThat(drained.facts().effects()).containsExactly(cordon, drain);
    // when
    Issued back = new Issued("u", 1, Action.UNCORDON, Optional.empty(), cordon.parameters(), 1);
    Watching open = drained.restore(back, 50, "says").restored("says");
    // then
    assertThat(open.facts().effects()).isEmpty();
  }

  private static final Set<Happening> ASKING =
      Set.of(Happening.PROPOSE, Happening.APPROVE, Happening.WITHDRAW, Happening.DECLINE);

  /** What a human is asked and answers; without a question there is no answer. */
  private static Incident asked(Open open, Happening happening, int next) {
    if (happening == Happening.PROPOSE) {
      return open.propose(
          Proposal.of("command-" + next, "plan", 3, 9),
          new Held(Gate.AWAITING_APPROVAL, 3, OptionalLong.of(9), "plan"),
          "says",
          List.of());
    }
    Supplier<Incident> answer =
        switch (happening) {
          case APPROVE -> () -> open.approve("anna", 8, "says");
          case WITHDRAW -> () -> open.withdraw("says");
          default -> () -> open.decline(4, "says");
        };
    if (open.proposal().isPresent()) {
      return answer.get();
    }
    assertThatThrownBy(answer::get).isInstanceOf(IllegalStateException.class);
    return open;
  }

  private static Case facts() {
    return Case.begin(
        "0123456789abcdef0123456789abcdef",
        "shop/errors",
        new TreeSet<>(Set.of("shop/errors")),
        Subject.ofVersion("v4"),
        1,
        2,
        List.of(),
        "says");
  }
}
