package io.reflexarc.decider.spine;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.arbiter.Arbiter;
import io.reflexarc.decider.arbiter.Breaker;
import io.reflexarc.decider.arbiter.BreakerTerms;
import io.reflexarc.decider.arbiter.Docket;
import io.reflexarc.decider.arbiter.Group;
import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.spine.Happening.Cure;
import io.reflexarc.decider.spine.Happening.Report;
import io.reflexarc.decider.spine.Happening.Turn;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the arbiter is told came of a command. */
class EndingTest {

  private static final Happening SLOW = new Turn(1, Health.UNHEALTHY);

  /** One failure opens it. */
  private final Arbiter arbiter =
      new Arbiter(new BreakerTerms(2, 1, 1, 1, 1_800_000, 300_000, 3_600_000), new Docket());

  private final List<RemediationCommand> commands = new ArrayList<>();
  private final Walk walk =
      new Walk(
          TargetKey.parse(Walk.TARGET),
          Walk.rules("{count: 9, per: 30m}"),
          new TreeMap<>(),
          Optional.of(arbiter),
          seen -> seen.decided().command().ifPresent(commands::add));

  @ParameterizedTest
  @EnumSource(names = {"OWNED", "PAUSED", "OBSERVE_MODE", "DRY_RUN"})
  void shouldNotCountAsFailedWhenAGateOfTheActuatorHeldIt(Gate gate) {
    walk.through(List.of(SLOW, Report.held(gate), new Cure()));

    assertThat(commands).isNotEmpty();
    assertThat(arbiter.breaker(Group.WORKLOADS)).isInstanceOf(Breaker.Closed.class);
  }

  @Test
  void shouldCountAsFailedWhenItCouldNotBeDone() {
    walk.through(List.of(SLOW, new Report(Stage.FAILED, true), new Cure()));

    assertThat(commands).isNotEmpty();
    assertThat(arbiter.breaker(Group.WORKLOADS)).isInstanceOf(Breaker.Open.class);
  }
}
