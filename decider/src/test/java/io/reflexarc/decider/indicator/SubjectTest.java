package io.reflexarc.decider.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SubjectTest {

  static Stream<Part> parts() {
    return Stream.of(
        Part.WHOLE,
        new Part.Pod("checkout-749454dcd8-5gw5s"),
        new Part.Node("node-7"),
        new Part.LabelValue("country", "DE"),
        new Part.LabelValue("country", ""),
        new Part.LabelValue("path", "/a=b/c"),
        new Part.LabelValue("country", "(other)"),
        new Part.LabelValue("country", null));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void shouldBeReadBackWhenItWasStored(Part part) {
    assertThat(Part.parse(part.key())).isEqualTo(part);
  }

  @Test
  void shouldTellAllPartsApartWhenTheyAreSorted() {
    TreeSet<Subject> subjects = new TreeSet<>();
    parts().forEach(part -> subjects.add(new Subject("v4", part)));

    assertThat(subjects).hasSize(8);
    assertThat(subjects.first()).isEqualTo(Subject.ofVersion("v4"));
  }

  @Test
  void shouldConcernTheSamePartOfAnotherVersion() {
    Subject german = new Subject("v4", new Part.LabelValue("country", "DE"));

    assertThat(new Subject("v3", new Part.LabelValue("country", "DE")).concerns(german)).isTrue();
    assertThat(new Subject("v3", new Part.LabelValue("country", "FR")).concerns(german)).isFalse();
    assertThat(Subject.ofVersion("v3").concerns(Subject.ofVersion("v4"))).isFalse();
    assertThat(Subject.ofVersion("v4").concerns(Subject.ofVersion("v4"))).isTrue();
  }

  @Test
  void shouldReadWellWhenItStandsInASentence() {
    assertThat(Subject.WORKLOAD.who()).isEqualTo("the workload");
    assertThat(Subject.ofVersion("v4").who()).isEqualTo("v4");
    assertThat(Subject.ofPod("v4", "checkout-x7").who()).isEqualTo("checkout-x7 (v4)");
    assertThat(Subject.ofPod("v4", null)).isEqualTo(Subject.ofVersion("v4"));
    assertThat(new Subject("", new Part.Node("node-7")).who()).isEqualTo("the workload on node-7");
    assertThat(new Subject("v4", new Part.LabelValue("country", "DE")).who())
        .isEqualTo("country=DE of v4");
    assertThat(new Subject("v4", new Part.LabelValue("country", null)).who())
        .isEqualTo("country=(other) of v4");
  }

  @Test
  void shouldNameThePartWhenEvidenceIsWritten() {
    var evidence =
        new Subject("v4", new Part.LabelValue("country", "DE"))
            .evidence("ratio")
            .setWindowMillis(1)
            .setValue(0)
            .setSamples(0)
            .build();

    assertThat(evidence.getVersion()).isEqualTo("v4");
    assertThat(evidence.getSubject()).isEqualTo("country=DE");
  }
}
