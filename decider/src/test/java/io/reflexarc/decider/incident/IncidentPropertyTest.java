package io.reflexarc.decider.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reflexarc.decider.incident.Incident.Held;
import io.reflexarc.decider.incident.Incident.Open;
import io.reflexarc.decider.incident.Incident.Remediating;
import io.reflexarc.decider.incident.Incident.Verifying;
import io.reflexarc.decider.incident.Incident.Watching;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.schemas.policy.Gate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class IncidentPropertyTest {

  private enum Happening {
    ISSUE,
    PROPOSE,
    APPROVE,
    WITHDRAW,
    DECLINE,
    SKIP,
    APPLIED,
    REFUSED,
    HEALED,
    NOT_HEALED,
    RELAPSED
  }

  @Property(tries = 1000)
  void shouldNeverHaveTwoCommandsInFlightNorTryARungTwice(
      @ForAll @Size(max = 60) List<Happening> happenings) {
    // given
    Incident incident = Open.begin(facts());
    Set<Integer> tried = new HashSet<>();
    int inFlight = 0;
    // when
    for (Happening happening : happenings) {
      int next = incident.facts().rung() + 1;
      if (happening == Happening.ISSUE && incident instanceof Open open) {
        if (open.proposal().filter(it -> !it.approved()).isPresent()) {
          assertThatThrownBy(() -> open.issue(next, "command-" + next, 10, "says", List.of()))
              .isInstanceOf(IllegalStateException.class);
          continue;
        }
        incident = open.issue(next, "command-" + next, 10, "says", List.of());
        inFlight++;
        assertThat(tried.add(next)).as("rung %d is new", next).isTrue();
      } else if (incident instanceof Open open && ASKING.contains(happening)) {
        incident = asked(open, happening, next);
      } else if (happening == Happening.SKIP && incident instanceof Open open) {
        incident = open.skip(next);
        assertThat(tried.add(next)).isTrue();
      } else if (happening == Happening.APPLIED && incident instanceof Remediating remediating) {
        incident = remediating.applied(5, 20, "says");
        inFlight--;
      } else if (happening == Happening.REFUSED && incident instanceof Remediating remediating) {
        incident = remediating.refused("says");
        inFlight--;
      } else if (happening == Happening.HEALED && incident instanceof Verifying verifying) {
        incident = verifying.healed(6, "says", List.of());
      } else if (happening == Happening.NOT_HEALED && incident instanceof Verifying verifying) {
        incident = verifying.notHealed("says", List.of());
      } else if (happening == Happening.RELAPSED && incident instanceof Watching watching) {
        incident = watching.relapsed("says", List.of());
      }
      // then
      assertThat(inFlight).isBetween(0, 1);
      assertThat(inFlight == 1).isEqualTo(incident instanceof Remediating);
    }
  }

  @Test
  void shouldRefuseARungThatWasTakenAlready() {
    Open open = Open.begin(facts()).skip(0);
    assertThatThrownBy(() -> open.issue(0, "command", 10, "says", List.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("rung 0");
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
    return new Case(
        "0123456789abcdef0123456789abcdef",
        "shop/errors",
        new TreeSet<>(Set.of("shop/errors")),
        Subject.ofVersion("v4"),
        1,
        2,
        -1,
        Optional.empty(),
        List.of(),
        "says");
  }
}
