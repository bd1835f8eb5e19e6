package io.reflexarc.decider.spine;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.arbiter.Request;
import io.reflexarc.decider.command.Reversal;
import io.reflexarc.decider.incident.Case;
import io.reflexarc.decider.incident.Incident;
import io.reflexarc.decider.incident.Incident.Idle;
import io.reflexarc.decider.incident.Incident.Restoring;
import io.reflexarc.decider.incident.Issued;
import io.reflexarc.decider.incident.Restoration;
import io.reflexarc.decider.incident.Symptoms;
import io.reflexarc.decider.judge.Condition.Firing;
import io.reflexarc.decider.judge.ConditionKey;
import io.reflexarc.decider.judge.Judged;
import io.reflexarc.decider.proven.Template;
import io.reflexarc.decider.restraint.Memory.Rollback;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.decider.spine.Walk.Seen;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.policy.Action;
import io.reflexarc.schemas.policy.Gate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Watches one life and speaks up when an invariant of {@code architecture.md} falls. */
final class Invariants implements Walk.Witness {

  private final Set<String> ordered = new HashSet<>();
  private final List<Long> issued = new ArrayList<>();
  private final List<RemediationCommand> commands = new ArrayList<>();
  private final Set<String> paused = new TreeSet<>();
  private final Map<String, Long> lifted = new HashMap<>();
  private final Set<String> gaveWay = new HashSet<>();

  @Override
  public void sees(Seen seen) {
    lifted(seen);
    seen.decided().command().ifPresent(command -> ordered(seen, command));
    takenBackAtOnce(seen);
    waitsNotForEver(seen);
    writtenDown(seen);
  }

  /**
   * A pause is over when it is ordered to end; for a target whose clock is past that, when a tick
   * sees it. What is decided between two ticks may be ahead of the clock.
   */
  private void lifted(Seen seen) {
    for (String policy : List.copyOf(paused)) {
      if (!seen.paused().contains(policy)) {
        long ordered = seen.resumed().getOrDefault(policy, seen.now());
        lifted.merge(policy, seen.atTick() ? Math.max(ordered, seen.now()) : ordered, Math::max);
      }
    }
    if (seen.atTick()) {
      paused.clear();
    }
    paused.addAll(seen.paused());
  }

  private void ordered(Seen seen, RemediationCommand command) {
    Incident incident = seen.decided().state().incident().orElseThrow();
    onlyWithEvidence(seen, command, incident);
    oneAtATime(seen, command);
    if (command.getParameters().containsKey(Reversal.UNDOES)) {
      onlyWhatWasDone(seen, command);
    } else {
      withinTheBudget(seen);
      neverInAPause(seen, command, incident);
      releaseFirst(seen, command, incident);
    }
    if (command.getAction().equals(Action.ROLLBACK.word())) {
      onlyToWhatIsProven(seen, command);
    }
    commands.add(command);
  }

  /** Recovery: only what was carried out in this incident, and no gate is asked (I10). */
  private void onlyWhatWasDone(Seen seen, RemediationCommand command) {
    String undone = command.getParameters().get(Reversal.UNDOES);
    assertThat(seen.before().incident().orElseThrow().facts().effects())
        .as("what was carried out")
        .extracting(Issued::id)
        .contains(undone);
    assertThat(commands)
        .as("what was ordered in this incident")
        .anyMatch(
            each ->
                each.getId().equals(undone)
                    && each.getIncidentId().equals(command.getIncidentId())
                    && each.getAction().equals(Action.DEGRADE.word()));
  }

  /**
   * I10: what is due to be taken back is ordered at that very tick and asks nobody, whatever is
   * paused, used up or open; only a tick at which a pause is lifted decides nothing.
   */
  private static void takenBackAtOnce(Seen seen) {
    TargetState after = seen.decided().state();
    if (after.incident().isEmpty()) {
      return;
    }
    boolean resumed = !after.paused().containsAll(seen.before().paused());
    if (seen.atTick() && !resumed) {
      Symptoms symptoms = new Symptoms(seen.rules(), seen.judged(), after.conditions(), false);
      assertThat(after.incident().flatMap(each -> Restoration.due(each, symptoms, seen.now())))
          .as("I10: what is still to be taken back")
          .isEmpty();
    }
    if (after.incident().get() instanceof Restoring) {
      assertThat(seen.decided().requests())
          .as("I10: leave for what takes back")
          .noneMatch(each -> each instanceof Request.Ask || each instanceof Request.Used);
    }
  }

  private static void onlyWithEvidence(Seen seen, RemediationCommand command, Incident incident) {
    assertThat(command.getIncidentId()).as("I1: its incident").isEqualTo(incident.facts().id());
    assertThat(command.getEvidence()).as("I1: its evidence").isNotEmpty();
    assertThat(command.getExpiresAt()).as("I1: its expiry").isAfter(command.getIssuedAt());
    assertThat(command.getIssuedAt().toEpochMilli()).isEqualTo(seen.now());
  }

  private void oneAtATime(Seen seen, RemediationCommand command) {
    assertThat(seen.before().incident().filter(each -> !(each instanceof Idle)))
        .as("I2: what was in flight")
        .isEmpty();
    assertThat(ordered.add(command.getId())).as("I3: a new order").isTrue();
  }

  private void withinTheBudget(Seen seen) {
    issued.add(seen.now());
    int last = issued.size() - 1;
    if (last >= 1) {
      assertThat(seen.now() - issued.get(last - 1))
          .as("cooldown")
          .isGreaterThanOrEqualTo(Walk.COOLDOWN);
    }
    if (last >= Walk.LIMIT) {
      assertThat(seen.now() - issued.get(last - Walk.LIMIT))
          .as("I4: %d in %d ms", Walk.LIMIT, Walk.PER)
          .isGreaterThanOrEqualTo(Walk.PER);
    }
  }

  private void neverInAPause(Seen seen, RemediationCommand command, Incident incident) {
    assertThat(seen.paused()).as("I5: what is paused").doesNotContain(command.getPolicy());
    long since = lifted.getOrDefault(command.getPolicy(), Long.MIN_VALUE);
    assertThat(seen.now()).as("I5: after a pause").isGreaterThan(since);
    if (incident.facts().rung() == 0) {
      assertThat(incident.facts().onsetAt())
          .as("I5: the evidence, which must be younger than the pause")
          .isGreaterThan(since);
    }
  }

  /**
   * A symptom is not treated while a release that can be taken back is known to be its cause; and
   * once a release goes first, nothing goes back to the symptom.
   */
  private void releaseFirst(Seen seen, RemediationCommand command, Incident incident) {
    Set<String> releases = ofReleases(seen);
    if (releases.contains(command.getPolicy())) {
      gaveWay.add(command.getIncidentId());
      return;
    }
    assertThat(gaveWay).as("never back").doesNotContain(command.getIncidentId());
    assertThat(seen.judged())
        .as("release first")
        .noneMatch(
            each ->
                releases.contains(each.rule().key())
                    && !seen.paused().contains(each.rule().key())
                    && each.reading().unhealthy()
                    && seen.decided().state().conditions().get(each.key()) instanceof Firing
                    && canBeTakenBack(seen, incident.facts().onsetAt()));
  }

  private static Set<String> ofReleases(Seen seen) {
    Set<String> releases = new TreeSet<>();
    for (Rule rule : seen.rules()) {
      if (rule.spec().ladder().stream().anyMatch(rung -> rung.action() == Action.ROLLBACK)) {
        releases.add(rule.key());
      }
    }
    return releases;
  }

  private static boolean canBeTakenBack(Seen seen, long onset) {
    VersionState current = seen.fleet().current().orElseThrow();
    List<Rollback> done = seen.before().memory().rollbacksSince(seen.now());
    return current.getSince().toEpochMilli() <= onset
        && done.stream().noneMatch(each -> each.toVersion().equals(current.getVersion()))
        && seen.fleet().state().getVersions().stream()
            .filter(each -> !each.getVersion().equals(current.getVersion()))
            .filter(each -> proven(seen, each))
            .anyMatch(
                to -> done.stream().noneMatch(it -> it.fromVersion().equals(to.getVersion())));
  }

  /** What waits for a release to be known as the cause does so for a window and a {@code for}. */
  private static void waitsNotForEver(Seen seen) {
    for (RemediationAudit audit : seen.decided().audit()) {
      if (Gate.RELEASE_UNHEALTHY.word().equals(audit.getGate()) && audit.getRetryAt() != null) {
        Case facts = seen.decided().state().incident().orElseThrow().facts();
        long due = Math.max(facts.openedAt(), seen.before().notBefore());
        assertThat(audit.getRetryAt().toEpochMilli())
            .as("until when a release is suspected")
            .isBetween(seen.now() + 1, due + Walk.CONCLUDES);
      }
    }
  }

  private void onlyToWhatIsProven(Seen seen, RemediationCommand command) {
    String from = command.getParameters().get("fromVersion");
    String to = command.getParameters().get("toVersion");
    assertThat(sick(seen)).as("I6: what is sick").contains(from).doesNotContain(to);
    assertThat(seen.fleet().state().getVersions())
        .as("I6: the evidence for where it goes")
        .filteredOn(each -> each.getVersion().equals(to))
        .anyMatch(each -> proven(seen, each));
    boolean allSick =
        seen.fleet().serving().size() > 1 && sick(seen).containsAll(seen.fleet().serving());
    assertThat(allSick).as("I6: all versions are sick").isFalse();
  }

  private static Set<String> sick(Seen seen) {
    Set<String> sick = new TreeSet<>();
    for (Judged judged : seen.judged()) {
      if (judged.reading().unhealthy()) {
        sick.add(judged.reading().version());
      }
    }
    return sick;
  }

  private static boolean proven(Seen seen, VersionState version) {
    return seen.decided().state().ledger().vouchesFor(Template.of(version));
  }

  private static void writtenDown(Seen seen) {
    Set<ConditionKey> began = new TreeSet<>(seen.decided().state().conditions().keySet());
    began.removeAll(seen.before().conditions().keySet());
    boolean before = seen.before().incident().isPresent();
    boolean after = seen.decided().state().incident().isPresent();
    atLeast(seen, Stage.DETECTED, began.size());
    atLeast(seen, Stage.DECIDED, !before && after ? 1 : 0);
    atLeast(seen, Stage.CLOSED, before && !after ? 1 : 0);
    atLeast(seen, Stage.ISSUED, seen.decided().command().isPresent() ? 1 : 0);
    for (RemediationAudit audit : seen.decided().audit()) {
      assertThat(audit.getReason()).as("I7: why").isNotBlank();
    }
  }

  private static void atLeast(Seen seen, Stage stage, int count) {
    if (count == 0) {
      return;
    }
    List<RemediationAudit> said =
        seen.decided().audit().stream().filter(each -> each.getStage() == stage).toList();
    assertThat(said).as("I7: what was said").hasSizeGreaterThanOrEqualTo(count);
  }
}
