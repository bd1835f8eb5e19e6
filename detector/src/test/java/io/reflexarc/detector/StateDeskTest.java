package io.reflexarc.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.detector.attribution.OwnerInquiry;
import io.reflexarc.detector.attribution.VersionSources;
import io.reflexarc.detector.cluster.NodeView;
import io.reflexarc.detector.cluster.Objects;
import io.reflexarc.detector.cluster.Observation;
import io.reflexarc.detector.publish.Published;
import io.reflexarc.detector.sensing.Recognition;
import io.reflexarc.detector.sensing.Senses;
import io.reflexarc.detector.slice.Ownerships;
import io.reflexarc.detector.slice.Partitioning;
import io.reflexarc.detector.tick.Watermark;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.runtime.time.ManualTime;
import io.reflexarc.schemas.avro.WorkloadState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** States of nodes, as those of everything else: kept up, told once, handed over, ended. */
class StateDeskTest {

  private static final Instant NOW = Objects.START.plusSeconds(600);
  private static final String NODE = "prod//Node/node-1";

  private final StageMetrics metrics = new StageMetrics("detector");
  private final Published published = new Published();
  private final Senses senses =
      new Senses(
          "prod",
          VersionSources.DEFAULT,
          new Recognition(Duration.ofMinutes(5), VersionSources.DEFAULT),
          Duration.ofSeconds(10),
          OwnerInquiry.NONE);
  private final StateDesk desk = desk(published);

  @BeforeEach
  void aNode() {
    see(Objects.node("1", true, false));
    senses.observe(new Observation.Complete(), NOW);
    senses.drainChanged();
  }

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void shouldTellANodeOnceWhenItsKubeletOnlySaysThatItLives() {
    // given
    desk.open(0, Map.of(), NOW);

    // when
    seen(Objects.node("2", true, false));
    seen(Objects.node("3", true, true));
    seen(Objects.node("4", true, true));
    seen(Objects.node("5", false, true));

    // then
    assertThat(told(published)).containsExactly("1 ready, false", "1 ready, true", "0 ready, true");
  }

  @Test
  void shouldSayNothingAnewWhenAnotherTakesOverWhatWasTold() {
    // given
    desk.open(0, Map.of(), NOW);
    Published others = new Published();

    // when
    desk(others).open(0, logged(), NOW.plusSeconds(60));

    // then
    assertThat(told(others)).isEmpty();
    assertThat(others.gone()).isEmpty();
  }

  @Test
  void shouldSayThatANodeIsGoneWhenItWentWhileNobodyLooked() {
    // given
    desk.open(0, Map.of(), NOW);
    Map<String, WorkloadState> logged = logged();
    senses.observe(new Observation.Gone(Objects.node("9", true, false)), NOW);
    desk.close(0);

    // when
    desk.open(0, logged, NOW.plusSeconds(60));

    // then
    assertThat(published.gone()).containsExactly(NODE);
  }

  @Test
  void shouldSayThatANodeIsGoneWhenItGoes() {
    // given
    desk.open(0, Map.of(), NOW);

    // when
    senses.observe(new Observation.Gone(Objects.node("9", true, false)), NOW);
    desk.publish(senses.drainChanged(), NOW);

    // then
    assertThat(published.gone()).containsExactly(NODE);
  }

  private void seen(NodeView node) {
    see(node);
    desk.publish(senses.drainChanged(), NOW);
  }

  private void see(NodeView node) {
    senses.observe(new Observation.Seen(node), NOW);
  }

  private Map<String, WorkloadState> logged() {
    return published.of(WorkloadState.class).stream()
        .collect(Collectors.toMap(WorkloadState::getTarget, it -> it));
  }

  private static List<String> told(Published to) {
    return to.of(WorkloadState.class).stream()
        .map(it -> it.getReadyReplicas() + " ready, " + it.getPaused())
        .toList();
  }

  private StateDesk desk(Published to) {
    return new StateDesk(
        senses,
        new Partitioning(1),
        to.publisher(
            Ownerships.of(0), new Watermark(Duration.ofSeconds(5)), new ManualTime(NOW), metrics));
  }
}
