package io.reflexarc.decider.spine;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.arbiter.Arbiter;
import io.reflexarc.decider.arbiter.BreakerTerms;
import io.reflexarc.decider.arbiter.Docket;
import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.decider.spine.Happening.Deploy;
import io.reflexarc.decider.spine.Happening.Finish;
import io.reflexarc.decider.spine.Happening.Pause;
import io.reflexarc.decider.spine.Happening.Quiet;
import io.reflexarc.decider.spine.Happening.Report;
import io.reflexarc.decider.spine.Happening.Turn;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A release goes before what it causes in its own workload. */
class AttributionTest {

  private static final String CAUSES = "holdWhile: [release-unhealthy]";
  private static final List<Happening> RELEASED = List.of(new Deploy(), new Finish());
  private static final Happening PODS = new Turn(0, Health.UNHEALTHY);
  private static final Happening ERRORS = new Turn(1, Health.UNHEALTHY);
  private static final Happening DONE = new Report(Stage.APPLIED, true);

  private final List<RemediationCommand> commands = new ArrayList<>();
  private final List<RemediationAudit> audit = new ArrayList<>();

  @Test
  void shouldTakeBackTheReleaseWhenItIsTheCause() {
    walk(CAUSES, "auto").through(List.of(PODS, ERRORS, new Quiet(6)));

    assertThat(actions()).containsExactly("rollback");
    assertThat(held()).hasSize(2).allMatch(each -> "restartWorkload".equals(each.getAction()));
    assertThat(held().get(0).getReason()).contains("may be the cause").contains("would restart");
    assertThat(held().get(0).getRetryAt()).isNotNull();
    assertThat(held().get(1).getReason()).contains("is the cause, so shop/errors goes first");
    assertThat(commands.get(0).getRung()).as("of its own ladder").isZero();
  }

  @Test
  void shouldTakeBackTheReleaseWhenSymptomsWereTreatedBefore() {
    // given a restart that does not help, while the release seems well
    Walk walk = walk(CAUSES, "auto").through(List.of(PODS, new Quiet(3), DONE));
    assertThat(actions()).containsExactly("restartWorkload");
    // when it turns out to be sick
    walk.through(List.of(ERRORS, new Quiet(12)));
    // then
    assertThat(actions()).containsExactly("restartWorkload", "rollback");
    assertThat(commands).extracting(RemediationCommand::getRung).containsOnly(0);
    assertThat(commands).extracting(RemediationCommand::getIncidentId).containsOnly(incident());
    assertThat(commands).extracting(RemediationCommand::getId).doesNotHaveDuplicates();
  }

  @Test
  void shouldEndWithAHumanWhenTheReleaseWasTakenBackInVain() {
    walk(CAUSES, "auto")
        .through(List.of(PODS, ERRORS, new Quiet(6), DONE, PODS, ERRORS, new Quiet(20)));

    assertThat(actions()).containsExactly("rollback");
    assertThat(audit).anyMatch(each -> each.getStage() == Stage.ESCALATED);
  }

  @Test
  void shouldTreatSymptomsWhenThePolicyOfTheReleaseIsPaused() {
    walk(CAUSES, "auto")
        .through(List.of(new Pause("policy:shop/errors"), PODS, ERRORS, new Quiet(8)));

    assertThat(actions()).containsExactly("restartWorkload");
  }

  @Test
  void shouldTreatSymptomsWhenThePolicyOfTheReleaseOnlyObserves() {
    walk(CAUSES, "observe").through(List.of(PODS, ERRORS, new Quiet(8)));

    assertThat(actions()).containsExactly("restartWorkload");
    assertThat(held()).isEmpty();
  }

  @Test
  void shouldTreatSymptomsWhenTheirPolicyWaitsForNoRelease() {
    walk("holdWhile: []", "auto").through(List.of(PODS, ERRORS, new Quiet(3)));

    assertThat(actions()).containsExactly("restartWorkload");
    assertThat(held()).isEmpty();
  }

  @Test
  void shouldGoOnWhenThePolicyOfTheReleaseKnowsNothingForAsLongAsItWouldCount() {
    walk(CAUSES, "auto").through(List.of(new Turn(1, Health.UNKNOWN), PODS, new Quiet(10)));

    assertThat(held()).hasSize(1);
    assertThat(actions()).containsExactly("restartWorkload");
    assertThat(commands.get(0).getIssuedAt()).isEqualTo(held().get(0).getRetryAt());
  }

  @Test
  void shouldNotSuspectAReleaseWhenItIsLongAgo() {
    walk(List.of(Walk.restarting(CAUSES), Walk.takingBack("auto")))
        .through(List.of(new Turn(1, Health.UNKNOWN), PODS, new Quiet(3)));

    assertThat(actions()).containsExactly("restartWorkload");
    assertThat(held()).isEmpty();
  }

  private Walk walk(String holdWhile, String mode) {
    return walk(List.of(Walk.restarting(holdWhile), Walk.takingBack(mode))).through(RELEASED);
  }

  private Walk walk(List<Rule> rules) {
    return new Walk(
        TargetKey.parse(Walk.TARGET),
        rules,
        new TreeMap<>(),
        Optional.of(new Arbiter(BreakerTerms.DEFAULT, new Docket())),
        seen -> {
          seen.decided().command().ifPresent(commands::add);
          audit.addAll(seen.decided().audit());
        });
  }

  private String incident() {
    return commands.get(0).getIncidentId();
  }

  private List<RemediationAudit> held() {
    return audit.stream()
        .filter(each -> Gate.RELEASE_UNHEALTHY.word().equals(each.getGate()))
        .toList();
  }

  private List<String> actions() {
    return commands.stream().map(RemediationCommand::getAction).toList();
  }
}
