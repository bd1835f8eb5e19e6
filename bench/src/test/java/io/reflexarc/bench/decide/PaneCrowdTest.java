package io.reflexarc.bench.decide;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a peer does that judges nothing: as many series as a decider keeps of the same scrapes. */
final class PaneCrowdTest {

  private static final Crowd FEW = new Crowd(2, 2, 15, 1);

  @Test
  void shouldKeepTheSeriesThatADeciderKeeps() {
    // given
    HeldCrowd judged = new HeldCrowd(FEW, Policies.twenty());
    judged.play(60);
    PaneCrowd panes = new PaneCrowd(Policies.twenty());
    Signals signals = new Signals(1_760_000_000_000L);
    // when
    for (int workload = 0; workload < FEW.workloads(); workload++) {
      for (int pod = 0; pod < FEW.podsEach(); pod++) {
        for (int scrape = 1; scrape <= 3; scrape++) {
          long at = 1_760_000_000_000L + scrape * 15_000 + pod;
          panes.take("target-" + workload, signals.scrape(workload, pod, at));
        }
      }
    }
    // then
    assertThat(panes.series()).isEqualTo(judged.series());
  }
}
