package io.reflexarc.decider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DeadProducersTest {

  private static final String APPLICATION = "reflexarc.decider";
  private static final String ONE = "5f1d7a1c-0000-4000-8000-000000000001";
  private static final String TWO = "5f1d7a1c-0000-4000-8000-000000000002";

  @Test
  void shouldBeThoseOfProcessesThatAreNoMembersWhenOthersAre() {
    assertThat(
            DeadProducers.ofTheDead(
                APPLICATION, List.of(member(ONE)), List.of(transaction(ONE), transaction(TWO))))
        .containsExactly(transaction(TWO));
  }

  @Test
  void shouldLeaveOtherApplicationsAloneWhenTheirTransactionsAreOpen() {
    assertThat(
            DeadProducers.ofTheDead(
                APPLICATION,
                List.of(member(ONE)),
                List.of("actuator-1", "x" + transaction(TWO), APPLICATION + "-2-" + TWO + "-1")))
        .isEmpty();
  }

  @Test
  void shouldTakeNobodyForDeadWhenAMemberBearsAnotherName() {
    assertThat(
            DeadProducers.ofTheDead(
                APPLICATION,
                List.of(member(ONE), "named-by-hand-StreamThread-1-consumer"),
                List.of(transaction(TWO))))
        .isEmpty();
  }

  @Test
  void shouldTakeNobodyForDeadWhenNobodyIsKnownToLive() {
    assertThat(DeadProducers.ofTheDead(APPLICATION, List.of(), List.of(transaction(TWO))))
        .isEmpty();
  }

  private static String member(String process) {
    return APPLICATION + "-" + process + "-StreamThread-1-consumer";
  }

  private static String transaction(String process) {
    return APPLICATION + "-" + process + "-1";
  }
}
