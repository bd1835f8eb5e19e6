package io.reflexarc.schemas.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void shouldKeepTheWordsOfTheContractWhenListsAreExtended() {
    assertThat(Word.allOf(Gate.class))
        .containsExactly(
            "observe-mode",
            "suggest-mode",
            "paused",
            "cooldown",
            "limit",
            "blackout",
            "rollout-in-progress",
            "breaker",
            "dependency-unhealthy",
            "node-unhealthy",
            "zone-unhealthy",
            "release-unhealthy",
            "no-known-good",
            "all-versions-sick",
            "no-change-before-onset",
            "already-rolled-back",
            "unsupported-target",
            "no-pod",
            "no-autoscaler",
            "beyond-bounds",
            "disruption-budget",
            "rollout-paused",
            "nothing-to-do",
            "inconclusive",
            "unknown-health",
            "in-flight",
            "awaiting-approval",
            "awaiting-permit",
            "flapping",
            "recurring",
            "owned",
            "dry-run");
    assertThat(Word.allOf(Outcome.class))
        .contains("applied", "already-applied", "healed", "not-healed", "escalated");
  }

  @Test
  void shouldFindTheMemberWhenItsWordIsGiven() {
    assertThat(Word.find(Gate.class, "no-known-good")).contains(Gate.NO_KNOWN_GOOD);
    assertThat(Word.find(Gate.class, "NO_KNOWN_GOOD")).isEmpty();
  }

  @Test
  void shouldSayASentenceWhenAskedWhatAWordMeans() {
    for (Gate gate : Gate.values()) {
      assertThat(gate.sentence()).matches("[A-Z].{10,}\\.");
    }
    for (Outcome outcome : Outcome.values()) {
      assertThat(outcome.sentence()).matches("[A-Z].{10,}\\.");
    }
  }
}
