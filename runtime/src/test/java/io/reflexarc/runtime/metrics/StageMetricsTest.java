package io.reflexarc.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.Test;

class StageMetricsTest {

  @Test
  void shouldShowOursAndTheJvmsWhenScraped() {
    // given
    try (StageMetrics metrics = new StageMetrics("detector")) {
      metrics.registry().counter(metrics.name("ticks")).increment();

      // then
      assertThat(metrics.scrape())
          .contains("reflexarc_detector_ticks_total{stage=\"detector\"} 1.0")
          .contains("jvm_memory_used_bytes{")
          .contains("process_uptime_seconds{");
    }
  }

  @Test
  void shouldAddUpWhenAFlowIsIdle() {
    try (StageMetrics metrics = new StageMetrics("decider")) {
      // given
      FlowCounters flow = metrics.flow("events");
      for (int i = 0; i < 4; i++) {
        flow.received();
      }

      // when
      flow.published();
      flow.dropped("too-late");
      flow.deadLettered("unreadable");

      // then
      assertThat(flow.underWay()).isEqualTo(1);
      assertThat(metrics.scrape())
          .contains("reflexarc_decider_events_received_total{stage=\"decider\"} 4.0")
          .contains("reflexarc_decider_events_published_total{stage=\"decider\"} 1.0")
          .contains(
              "reflexarc_decider_events_dropped_total{reason=\"too-late\",stage=\"decider\"} 1.0")
          .contains(
              "reflexarc_decider_events_dead_lettered_total{reason=\"unreadable\",stage=\"decider\"}"
                  + " 1.0");
    }
  }

  @Test
  void shouldBoundTheReasonsWhenTheyAreMany() {
    try (StageMetrics metrics = new StageMetrics("decider")) {
      FlowCounters flow = metrics.flow("events");
      for (int i = 0; i < 1_000; i++) {
        flow.dropped("reason-" + i);
      }
      assertThat(metrics.scrape().lines().filter(line -> line.contains("dropped_total{")))
          .hasSize(101);
    }
  }

  @Test
  void shouldTakeKafkasOwnWhenClientsAreBound() {
    try (StageMetrics metrics = new StageMetrics("actuator")) {
      metrics.bind("audit", new MockProducer<>());
      metrics.bind("commands", new MockConsumer<>("earliest"));
      assertThat(metrics.scrape()).contains("jvm_");
    }
  }
}
