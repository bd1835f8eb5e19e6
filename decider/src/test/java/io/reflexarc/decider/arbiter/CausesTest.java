package io.reflexarc.decider.arbiter;

import static io.reflexarc.decider.arbiter.Court.ask;
import static io.reflexarc.decider.arbiter.Court.dependingOn;
import static io.reflexarc.decider.arbiter.Court.needing;
import static io.reflexarc.decider.arbiter.Court.node;
import static io.reflexarc.decider.arbiter.Court.on;
import static io.reflexarc.decider.arbiter.Court.unready;
import static io.reflexarc.decider.arbiter.Court.workload;
import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.arbiter.Request.Ask;
import io.reflexarc.schemas.policy.Gate;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CausesTest {

  private final Court court = new Court();

  @Test
  void shouldNameTheDependencyWhenItIsUnwell() {
    // given
    court.unwell(workload("db"), 0);
    // when
    Ruling.Denial denial =
        court.denial(needing(ask(workload("cart"), "a", 1), dependingOn("db", "mail")));
    // then
    assertThat(denial.gate()).isEqualTo(Gate.DEPENDENCY_UNHEALTHY);
    assertThat(denial.cause()).contains(workload("db"));
    assertThat(denial.says())
        .isEqualTo("it depends on " + workload("db") + ", which is unwell: it is ill");
  }

  @Test
  void shouldGrantWhenTheDependencyIsWellAgain() {
    // given
    court.unwell(workload("db"), 0);
    Ask ask = needing(ask(workload("cart"), "a", 1), dependingOn("db"));
    assertThat(court.grants(ask)).isFalse();
    // when
    court.well(workload("db"), 2);
    // then
    assertThat(court.grants(ask)).isTrue();
  }

  @Test
  void shouldNameTheDependencyWhenAFactSaysThatNothingOfItIsReady() {
    // given
    Ask told = needing(ask(workload("cart"), "a", 1), unready("db"));
    // then
    assertThat(court.denial(told).cause()).contains(workload("db"));
  }

  @Test
  void shouldPutTheNodeBeforeItsPodsWhenOneOfItsFewNodesIsUnwell() {
    // given
    court.census(0, 0, 5, "n0", "n1", "n2");
    court.unwell(node("n1"), 0);
    // then
    Ruling.Denial denial =
        court.denial(needing(ask(workload("cart"), "a", 1), on("n0", "n1", "n2")));
    assertThat(denial.gate()).isEqualTo(Gate.NODE_UNHEALTHY);
    assertThat(denial.cause()).contains(node("n1"));
    assertThat(court.grants(needing(ask(workload("mail"), "b", 1), on("n0", "n2")))).isTrue();
  }

  @Test
  void shouldNotHoldALargeWorkloadWhenFewOfItsNodesAreUnwell() {
    // given
    String[] twenty = IntStream.range(0, 20).mapToObj(i -> "n" + i).toArray(String[]::new);
    court.unwell(node("n1"), 0);
    // when one of twenty is unwell, then two
    boolean one = court.grants(needing(ask(workload("a"), "a", 1), on(twenty)));
    court.unwell(node("n2"), 2);
    // then
    assertThat(one).isTrue();
    assertThat(court.gate(needing(ask(workload("b"), "b", 3), on(twenty))))
        .isEqualTo(Gate.NODE_UNHEALTHY);
  }

  @Test
  void shouldPutTheZoneBeforeItsNodesWhenHalfOfItIsUnwell() {
    // given
    court.census(0, 0, 50, "east-0", "east-1", "east-2", "east-3", "east-4", "west-0", "west-1");
    court.census(1, 0, 0, "east-5", "west-2");
    List.of("east-0", "east-1", "east-2").forEach(name -> court.unwell(node(name), 1));
    // when
    Ruling.Denial ofNode = court.denial(ask(node("east-0"), "a", 2));
    Ruling.Denial ofPods =
        court.denial(needing(ask(workload("b"), "b", 2), on("east-5", "west-0")));
    // then
    assertThat(ofNode.gate()).isEqualTo(Gate.ZONE_UNHEALTHY);
    assertThat(ofNode.cause()).contains("prod//Zone/east");
    assertThat(ofNode.says()).isEqualTo("3 of 6 nodes of zone east are unwell");
    assertThat(ofPods.gate()).isEqualTo(Gate.ZONE_UNHEALTHY);
    assertThat(court.grants(needing(ask(workload("c"), "c", 2), on("west-0")))).isTrue();
  }

  @Test
  void shouldNotBlameAZoneWhenTwoOfItsNodesAreUnwell() {
    // given
    court.census(0, 0, 50, "east-0", "east-1", "west-0");
    List.of("east-0", "east-1").forEach(name -> court.unwell(node(name), 1));
    // then
    assertThat(court.grants(ask(node("east-0"), "a", 2))).isTrue();
  }

  @Test
  void shouldNotHoldWhatDoesNotTreatTheFaultAsItsOwn() {
    // given
    court.unwell(workload("db"), 0);
    Ask ask = needing(ask(workload("cart"), "a", 1), dependingOn("db"));
    Ask around =
        new Ask(
            ask.target(),
            ask.at(),
            ask.commandId(),
            ask.askedAt(),
            ask.incidentId(),
            ask.policy(),
            "degrade",
            List.of(),
            Set.of(),
            ask.needs(),
            ask.onset());
    // then
    assertThat(court.grants(around)).isTrue();
  }

  @Test
  void shouldLetTheFirstGoFirstWhenAllDependOnEachOther() {
    // given: a needs b, b needs c, c needs a
    court.unwell(workload("a"), 10, dependingOn("b"));
    court.unwell(workload("b"), 20, dependingOn("c"));
    court.unwell(workload("c"), 30, dependingOn("a"));
    // then
    assertThat(court.grants(needing(ask(workload("a"), "a", 10), dependingOn("b")))).isTrue();
    assertThat(court.denial(needing(ask(workload("c"), "c", 30), dependingOn("a"))).cause())
        .contains(workload("a"));
  }

  @Test
  void shouldNotCountDependantsWhenTheirDependencyIsTheCause() {
    // given: seven of ten are unwell, six of them for want of the database
    court.census(0, 0, 10);
    court.unwell(workload("db"), 1);
    for (int i = 0; i < 6; i++) {
      court.unwell(workload("w" + i), 2, dependingOn("db"));
    }
    // then
    assertThat(court.breaker(Group.WORKLOADS)).isEqualTo(Breaker.Closed.NEW);
    // when the database is well and they are not
    court.well(workload("db"), 3);
    assertThat(court.breaker(Group.WORKLOADS)).isInstanceOf(Breaker.Open.class);
  }
}
