package io.reflexarc.chaos.attack.arena;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.chaos.attack.plan.Schedule;
import io.reflexarc.schemas.policy.PolicyParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class WorkloadsTest {

  @SuppressWarnings("unused")
  static final java.util.List<String> POLICIES = Schedule.POLICIES;

  @ParameterizedTest
  @FieldSource("POLICIES")
  void shouldBeAPolicyThatCanBeEnforced(String name) {
    assertThat(PolicyParser.parseDocument(Workloads.policy(name, 5), 1).mistakes()).isEmpty();
  }
}
