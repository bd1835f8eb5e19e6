package io.reflexarc.sandbox.demo;

import static io.reflexarc.sandbox.scenario.Records.START;
import static io.reflexarc.sandbox.scenario.Records.at;
import static io.reflexarc.sandbox.scenario.Records.audit;
import static io.reflexarc.sandbox.scenario.Records.event;
import static io.reflexarc.sandbox.scenario.Records.samples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reflexarc.sandbox.scenario.Scenario;
import io.reflexarc.sandbox.scenario.ScenarioFolder;
import io.reflexarc.schemas.avro.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoryTest {

  private final Scenario scenario = ScenarioFolder.shipped("memory-leak").orElseThrow().scenario();
  private final Story story = new Story(scenario, START, 60);

  @Test
  void shouldComputeErrorRatePerVersionWhenCountersGrow() {
    // given
    story.hear(samples(0, "v3", 1000, 0, 100));
    story.hear(samples(0, "v4", 1000, 0, 100));

    // when
    story.hear(samples(15, "v3", 2000, 1, 100));
    story.hear(samples(15, "v4", 2000, 30, 200));

    // then
    Charts charts = story.frame(at(20)).charts();
    long bucket = Charts.bucketOf(START);
    assertThat(errors(charts, "v3", bucket)).isCloseTo(0.001, within(1e-9));
    assertThat(errors(charts, "v4", bucket)).isCloseTo(0.03, within(1e-9));
  }

  @Test
  void shouldTellWhyAndWithWhichNumbersWhenDecided() {
    // given
    // when
    Happening decided = story.hear(audit(900, Stage.DECIDED, "")).orElseThrow();

    // then
    assertThat(decided.lane()).isEqualTo(Lane.DECIDED);
    assertThat(decided.what())
        .contains("because of DECIDED", "v3 3.0 % > 1.0 %", "v2 0.05 %", "n 60000");
  }

  @Test
  void shouldTellWhatChangedWhenApplied() {
    // given
    // when
    Happening done = story.hear(audit(900, Stage.APPLIED, "c1")).orElseThrow();

    // then
    assertThat(done.lane()).isEqualTo(Lane.DONE);
    assertThat(done.what()).contains("version v3 → v2");
  }

  @Test
  void shouldCountRepeatsWhenPodsSayTheSame() {
    // given
    story.hear(event(10, "pod.oom-killed", "checkout-7d4b9c6f5b-abcde", "killed"));
    story.hear(event(20, "pod.oom-killed", "checkout-7d4b9c6f5b-fghij", "killed"));

    // when
    List<Happening> shown = story.frame(at(30)).happenings();
    Happening later =
        story
            .hear(event(200, "pod.oom-killed", "checkout-7d4b9c6f5b-klmno", "killed"))
            .orElseThrow();

    // then
    assertThat(shown).hasSize(1);
    assertThat(later.what()).endsWith("(and 1 like it before)");
  }

  @Test
  void shouldLightTheStationWhenItJustDidSomething() {
    // given
    story.hear(audit(900, Stage.APPLIED, "c1"));

    // when
    Frame soon = story.frame(at(910));
    Frame later = story.frame(at(1200));

    // then
    assertThat(soon.lit()).containsExactly(Lane.DONE);
    assertThat(later.lit()).isEmpty();
  }

  private static double errors(Charts charts, String version, long bucket) {
    VersionSeries series = charts.versions().get(version);
    return series == null ? Double.NaN : series.errors(bucket, bucket + 1);
  }
}
