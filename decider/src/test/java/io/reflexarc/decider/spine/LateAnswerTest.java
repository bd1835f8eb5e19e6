package io.reflexarc.decider.spine;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.arbiter.Request;
import io.reflexarc.decider.arbiter.Ruling;
import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.spine.Happening.Quiet;
import io.reflexarc.decider.spine.Happening.Turn;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** An arbiter with much to do answers later than the same is asked again after a denial. */
class LateAnswerTest {

  private final List<RemediationAudit> audit = new ArrayList<>();
  private final Walk walk =
      new Walk(
          TargetKey.parse(Walk.TARGET),
          Walk.rules("{count: 2, per: 30m}"),
          new TreeMap<>(),
          Optional.empty(),
          seen -> audit.addAll(seen.decided().audit()));

  @Test
  void shouldSayWhatHoldsWhenTheAnswerWasLongOnItsWay() {
    // given what was asked for half a minute ago
    walk.through(List.of(new Turn(1, Health.UNHEALTHY), new Quiet(3)));
    Request.Ask ask = asked().orElseThrow();
    // when it is denied
    Ruling.Denial denial =
        new Ruling.Denial(
            Gate.BREAKER, Optional.empty(), OptionalLong.empty(), "too much is unwell");
    walk.hears(
        new Ruling(
            ask.target(), ask.commandId(), ask.askedAt(), ask.at() + 1, Optional.of(denial)));
    // then
    assertThat(audit)
        .filteredOn(said -> said.getStage() == Stage.HELD)
        .singleElement()
        .satisfies(said -> assertThat(said.getGate()).isEqualTo(Gate.BREAKER.word()));
    assertThat(asked()).isEmpty();
  }

  @Test
  void shouldSayOnceThatNobodyAnswersAndActWhenSomebodyDoes() {
    // given what was asked for
    walk.through(List.of(new Turn(1, Health.UNHEALTHY), new Quiet(1)));
    Request.Ask ask = asked().orElseThrow();
    assertThat(held()).isEmpty();
    // when nobody answers for minutes
    walk.through(List.of(new Quiet(20)));
    // then
    assertThat(held())
        .singleElement()
        .satisfies(
            said -> {
              assertThat(said.getGate()).isEqualTo(Gate.AWAITING_PERMIT.word());
              assertThat(said.getReason()).contains("held: asked for leave 1m ago, and again now");
            });
    assertThat(asked()).isPresent();
    // when somebody does
    walk.hears(
        new Ruling(ask.target(), ask.commandId(), ask.askedAt(), walk.now(), Optional.empty()));
    // then
    assertThat(audit).anyMatch(said -> said.getStage() == Stage.ISSUED);
  }

  private List<RemediationAudit> held() {
    return audit.stream().filter(said -> said.getStage() == Stage.HELD).toList();
  }

  private Optional<Request.Ask> asked() {
    List<Request> said = new ArrayList<>();
    for (Optional<Request> next = walk.post(); next.isPresent(); next = walk.post()) {
      said.add(next.get());
    }
    return said.stream()
        .filter(Request.Ask.class::isInstance)
        .map(Request.Ask.class::cast)
        .findFirst();
  }
}
