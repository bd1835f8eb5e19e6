package io.reflexarc.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.sandbox.api.fault.Fault;
import io.reflexarc.sandbox.api.fault.RequestView;
import org.junit.jupiter.api.Test;

class PartitionTest {

  private final Partition partition = new Partition();

  @Test
  void shouldCutOffWhoeverIsNamedAndNobodyElse() {
    // when
    partition.part("reflexarc-actuator");

    // then
    assertThat(partition.decide(by("reflexarc-actuator/1.0"))).isEqualTo(new Fault.DropBefore());
    assertThat(partition.decide(by("reflexarc-detector"))).isEqualTo(Fault.NONE);
  }

  @Test
  void shouldLetThroughWhoeverHasRejoined() {
    // given
    partition.part("reflexarc-actuator");

    // when
    partition.rejoin("reflexarc-actuator");

    // then
    assertThat(partition.decide(by("reflexarc-actuator/1.0"))).isEqualTo(Fault.NONE);
  }

  private static RequestView by(String client) {
    return new RequestView("GET", "/api", false, client);
  }
}
