package io.reflexarc.sandbox.demo;

import static io.reflexarc.sandbox.scenario.Records.START;
import static io.reflexarc.sandbox.scenario.Records.at;
import static io.reflexarc.sandbox.scenario.Records.audit;
import static io.reflexarc.sandbox.scenario.Records.event;
import static io.reflexarc.sandbox.scenario.Records.samples;
import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.sandbox.scenario.Scenario;
import io.reflexarc.sandbox.scenario.ScenarioFolder;
import io.reflexarc.schemas.avro.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenTest {

  private final Scenario scenario = ScenarioFolder.shipped("memory-leak").orElseThrow().scenario();
  private final Story story = new Story(scenario, START, 60);

  @ParameterizedTest
  @CsvSource({"80,24", "40,12", "100,30", "200,50", "20,3"})
  void shouldFitWhenDrawn(int width, int height) {
    // given
    leak(2400);

    // when
    List<Line> lines = new Screen(Glyphs.UNICODE).draw(story.frame(at(2400)), width, height);

    // then
    assertThat(lines).hasSizeLessThanOrEqualTo(height);
    assertThat(lines).allSatisfy(line -> assertThat(line.width()).isLessThanOrEqualTo(width));
  }

  @Test
  void shouldShowHeaderChartsLineAndWaitWhenNarrow() {
    // given
    leak(1500);
    story.hear(audit(1500, Stage.ISSUED, "c1"));

    // when
    String picture = picture(80, 24, 1510);

    // then
    assertThat(picture)
        .contains("Reflexarc a canary leaks memory")
        .contains("25:10 of at most 1:10:00, 60×")
        .contains("errors v3")
        .contains("limit 1.0 %")
        .contains("memory v3")
        .contains("○ cluster ──▶ ○ sensed ──▶ ● decided ──▶ ○ done")
        .contains("command to be carried out")
        .contains("0:10 / 0:30");
  }

  @Test
  void shouldGiveEachStationAColumnWhenWide() {
    // given
    story.phase(at(0), scenario.phases().get(0));
    story.hear(event(60, "pod.oom-killed", "checkout-1", "killed"));
    story.hear(audit(70, Stage.DECIDED, ""));
    story.hear(audit(80, Stage.APPLIED, "c1"));

    // when
    String first =
        picture(160, 30, 90)
            .lines()
            .filter(line -> line.contains("checkout v3"))
            .findFirst()
            .orElse("");

    // then
    assertThat(first).contains("pod.oom-killed", "because of DECIDED", "because of APPLIED");
  }

  @Test
  void shouldStayInAsciiWhenTheLocaleHasNoMore() {
    // given
    leak(1500);
    story.hear(audit(1500, Stage.APPLIED, "c1"));

    // when
    String picture =
        String.join(
            "\n",
            new Screen(Glyphs.ASCII)
                .draw(story.frame(at(1510)), 80, 24).stream().map(Line::plain).toList());

    // then
    assertThat(picture.chars()).allMatch(c -> c < 128);
  }

  @Test
  void shouldNotLetAMessageSteerTheTerminal() {
    // given
    story.hear(event(60, "pod.failed", "checkout-1", "oh \u001b[2Jno\r\n\u009b31m"));

    // when
    String picture = picture(80, 24, 90);

    // then
    assertThat(picture).doesNotContain("\u001b", "\r", "\u009b").contains("oh [2Jno");
  }

  private String picture(int width, int height, long seconds) {
    return String.join(
        "\n",
        new Screen(Glyphs.UNICODE)
            .draw(story.frame(at(seconds)), width, height).stream().map(Line::plain).toList());
  }

  /** v3 steady, v4 leaking and failing more and more from minute 7. */
  private void leak(long until) {
    story.phase(at(0), scenario.phases().get(0));
    story.phase(at(420), scenario.phases().get(1));
    double errors = 0;
    for (long t = 0; t <= until; t += 15) {
      story.hear(samples(t, "v3", t * 20, t * 0.01, 200e6 + t % 60 * 1e5));
      if (t >= 420) {
        errors += Math.max(0, (t - 900) / 3000.0) * 15;
        story.hear(samples(t, "v4", (t - 420) * 20, errors, 200e6 + (t - 420) * 2.8e5));
      }
    }
  }
}
