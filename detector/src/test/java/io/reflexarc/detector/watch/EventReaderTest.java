package io.reflexarc.detector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.reflexarc.detector.cluster.EventView;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EventReaderTest {

  @Test
  void shouldReadCountAndTimesWhenAnEventIsPatched() {
    Event event =
        unhealthy()
            .withCount(3)
            .withFirstTimestamp("2026-11-23T16:00:00Z")
            .withLastTimestamp("2026-11-23T16:00:20Z")
            .build();

    EventView view = read(event);

    assertThat(view.count()).isEqualTo(3);
    assertThat(view.container()).isEqualTo("checkout");
    assertThat(view.at(2)).isEqualTo(Instant.parse("2026-11-23T16:00:10Z"));
    assertThat(view.at(3)).isEqualTo(Instant.parse("2026-11-23T16:00:20Z"));
  }

  @Test
  void shouldReadTheSeriesWhenAnEventHasOne() {
    Event event =
        unhealthy()
            .withEventTime(new MicroTime("2026-11-23T16:00:00.000000Z"))
            .withNewSeries()
            .withCount(5)
            .withLastObservedTime(new MicroTime("2026-11-23T16:00:40.500000Z"))
            .endSeries()
            .build();

    EventView view = read(event);

    assertThat(view.count()).isEqualTo(5);
    assertThat(view.lastAt()).isEqualTo(Instant.parse("2026-11-23T16:00:40.500Z"));
  }

  @Test
  void shouldReadEventTimeWhenThereIsNoOtherAndNoCount() {
    EventView view =
        read(unhealthy().withEventTime(new MicroTime("2026-11-23T16:00:00.250000Z")).build());

    assertThat(view.count()).isOne();
    assertThat(view.firstAt()).isEqualTo(Instant.parse("2026-11-23T16:00:00.250Z"));
  }

  @Test
  void shouldLeaveAnEventAloneWhenTheObjectsThemselvesSayIt() {
    assertThat(EventReader.read(unhealthy().withReason("BackOff").build())).isNull();
    assertThat(EventReader.read(unhealthy().withReason(null).build())).isNull();
    assertThat(EventReader.read(unhealthy().withInvolvedObject(null).build())).isNull();
  }

  @Test
  void shouldShortenANoteWhenItIsLong() {
    assertThat(read(unhealthy().withMessage("x".repeat(100_000)).build()).note())
        .hasSizeLessThan(1_000);
  }

  @Test
  void shouldCountOnceWhenACountIsNonsense() {
    assertThat(read(unhealthy().withCount(-7).build()).count()).isOne();
  }

  private static EventView read(Event event) {
    return Objects.requireNonNull(EventReader.read(event));
  }

  private static EventBuilder unhealthy() {
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace("shop")
        .withName("e")
        .withUid("uid-e")
        .endMetadata()
        .withNewInvolvedObject()
        .withKind("Pod")
        .withNamespace("shop")
        .withName("p")
        .withUid("uid-p")
        .withFieldPath("spec.containers{checkout}")
        .endInvolvedObject()
        .withReason("Unhealthy")
        .withMessage("Liveness probe failed: no answer");
  }
}
