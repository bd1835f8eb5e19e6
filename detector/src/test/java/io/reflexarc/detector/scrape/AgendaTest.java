package io.reflexarc.detector.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgendaTest {

  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration INTERVAL = Duration.ofSeconds(15);

  @Test
  void shouldBeDueOnceAnIntervalWhenTimePasses() {
    Agenda agenda = new Agenda();
    agenda.add("pod", INTERVAL, START);

    List<Instant> due = new ArrayList<>();
    for (int second = 0; second < 150; second++) {
      agenda.due(START.plusSeconds(second)).forEach(entry -> due.add(entry.due()));
    }

    assertThat(due).hasSize(10);
    for (int i = 1; i < due.size(); i++) {
      assertThat(Duration.between(due.get(i - 1), due.get(i))).isEqualTo(INTERVAL);
    }
  }

  @Test
  void shouldKeepThePhaseWhenADetectorStartsLater() {
    Agenda one = new Agenda();
    Agenda other = new Agenda();
    one.add("pod", INTERVAL, START);
    other.add("pod", INTERVAL, START.plusMillis(45_001));

    long phase = one.next().orElseThrow().toEpochMilli() % INTERVAL.toMillis();

    assertThat(other.next().orElseThrow().toEpochMilli() % INTERVAL.toMillis()).isEqualTo(phase);
  }

  @Test
  void shouldSpreadOutWhenThereAreManyPods() {
    Agenda agenda = new Agenda();
    for (int i = 0; i < 1_500; i++) {
      agenda.add("pod-" + i, INTERVAL, START);
    }

    for (int second = 1; second <= 15; second++) {
      assertThat(agenda.due(START.plusSeconds(second)).size()).isBetween(50, 160);
    }
  }

  @Test
  void shouldLeaveOutWhatWasMissedWhenTimeJumps() {
    Agenda agenda = new Agenda();
    agenda.add("pod", INTERVAL, START);

    assertThat(agenda.due(START.plusSeconds(3_600))).hasSize(1);
  }
}
