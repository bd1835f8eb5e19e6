package io.reflexarc.detector.symptom;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.detector.cluster.LeaseClaim;
import io.reflexarc.detector.cluster.LeaseView;
import io.reflexarc.detector.cluster.Objects;
import io.reflexarc.detector.finding.Certainty;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.leader.LeaderChanged;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeadersTest {

  private static final Instant NOW = Objects.START;

  @Test
  void shouldBeAClaimWhenALeaseIsTakenThatNobodyHeld() {
    LeaseView taken = lease("ledger-0", 0);

    assertThat(between(taken.unheld(), taken))
        .extracting(Finding::type)
        .containsExactly(FactType.LEADER_CLAIMED);
  }

  @Test
  void shouldBeAChangeTooWhenALeaseGoesFromOneToAnother() {
    List<Finding> findings = between(lease("ledger-0", 0), lease("ledger-1", 1));

    assertThat(findings)
        .extracting(Finding::type)
        .containsExactly(FactType.LEADER_CLAIMED, FactType.LEADER_CHANGED);
    assertThat(findings).allMatch(it -> "ledger-0".equals(it.labels().get("from")));
  }

  @Test
  void shouldSayNothingWhenALeaseIsRenewedOrGivenBack() {
    assertThat(between(lease("ledger-0", 0), lease("ledger-0", 0))).isEmpty();
    assertThat(between(lease("ledger-0", 0), lease("", 0))).isEmpty();
  }

  @Test
  void shouldBeNewsOnlyIfMissedWhenFoundAtAFirstLook() {
    assertThat(new LeaderChanged().between(null, new LeaseClaim(lease("ledger-1", 1), null), NOW))
        .hasSize(2)
        .allMatch(it -> it.certainty() == Certainty.MISSED);
  }

  private static List<Finding> between(LeaseView before, LeaseView after) {
    return new LeaderChanged()
        .between(new LeaseClaim(before, null), new LeaseClaim(after, null), NOW);
  }

  private static LeaseView lease(String holder, int transitions) {
    return new LeaseView(Objects.meta("ledger", Map.of(), Map.of()), holder, transitions, NOW);
  }
}
