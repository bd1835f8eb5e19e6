package io.reflexarc.decider.spine;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.arbiter.Request;
import io.reflexarc.decider.arbiter.Ruling;
import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.spine.Happening.Pause;
import io.reflexarc.decider.spine.Happening.Quiet;
import io.reflexarc.decider.spine.Happening.Turn;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Verb;
import io.reflexarc.schemas.key.TargetKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What was asked for before a pause, and is granted after it. */
class PausedAskingTest {

  private static final String POLICY = "policy:shop/slow";

  private final List<RemediationCommand> commands = new ArrayList<>();
  private final Walk walk =
      new Walk(
          TargetKey.parse(Walk.TARGET),
          Walk.rules("{count: 2, per: 30m}"),
          new TreeMap<>(),
          Optional.empty(),
          seen -> seen.decided().command().ifPresent(commands::add));

  @Test
  void shouldIssueNothingWhenTheAnswerComesBetweenTheEndOfAPauseAndTheNextTick() {
    // given what was asked for, and a pause that a tick has seen
    walk.through(List.of(new Turn(1, Health.UNHEALTHY)));
    Request.Ask ask = asked();
    walk.through(List.of(new Pause(POLICY)));
    // when it is lifted, and the answer is there before the tick that knows
    walk.order(POLICY, Verb.RESUME);
    walk.hears(
        new Ruling(ask.target(), ask.commandId(), ask.askedAt(), walk.now() + 1, Optional.empty()));
    // then the permit goes back
    assertThat(commands).isEmpty();
    assertThat(said()).anyMatch(Request.Returned.class::isInstance);
    // and it must show anew that it is sick
    walk.through(List.of(new Quiet(1)));
    assertThat(walk.state().notBefore()).isGreaterThan(ask.at());
  }

  @Test
  void shouldForgetWhatWasSeenWhenAPauseBeginsAndEndsBetweenTwoTicks() {
    // given
    walk.through(List.of(new Turn(1, Health.UNHEALTHY)));
    Request.Ask ask = asked();
    // when the answer comes in the pause
    walk.order(POLICY, Verb.PAUSE);
    walk.hears(
        new Ruling(ask.target(), ask.commandId(), ask.askedAt(), walk.now() + 1, Optional.empty()));
    walk.order(POLICY, Verb.RESUME);
    walk.through(List.of(new Quiet(1)));
    // then
    assertThat(commands).isEmpty();
    assertThat(walk.state().notBefore()).isGreaterThan(ask.at());
  }

  private Request.Ask asked() {
    return said().stream()
        .filter(Request.Ask.class::isInstance)
        .map(Request.Ask.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private List<Request> said() {
    List<Request> all = new ArrayList<>();
    for (Optional<Request> said = walk.post(); said.isPresent(); said = walk.post()) {
      all.add(said.get());
    }
    return all;
  }
}
