package io.reflexarc.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reflexarc.schemas.topic.TopicFindings.Found;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class TopicFindingsTest {

  private final TopicSettings settings = TopicSettings.from(Map.of("topic.partitions", 6));
  private final List<TopicSpec> specs = TopicSpec.all(settings);
  private final Map<String, Found> found = new HashMap<>();

  TopicFindingsTest() {
    specs.forEach(spec -> found.put(spec.name(), new Found(spec.partitions(), spec.config())));
  }

  @Test
  void shouldListEveryTopicWithItsDeadLetterTwin() {
    assertThat(specs).hasSize(2 * Topic.values().length);
    assertThat(specs)
        .map(TopicSpec::name)
        .contains("reflexarc.health-events", "reflexarc.health-events.dead-letter");
  }

  @Test
  void shouldFindNothingWhenAllIsAsItShouldBe() {
    // when
    TopicFindings findings = TopicFindings.of(specs, found);

    // then
    assertThat(findings.mistakes()).isEmpty();
    assertThat(findings.remarks()).isEmpty();
  }

  @Test
  void shouldAdviseTheSettingWhenAllCountsAreEqual() {
    // given
    specs.stream()
        .filter(TopicSpec::partitionsMatter)
        .forEach(spec -> found.put(spec.name(), new Found(12, spec.config())));

    // then
    assertThat(mistakes())
        .hasSize(7)
        .allMatch(mistake -> mistake.endsWith("has 12 partitions, not 6: set topic.partitions=12"));
  }

  @Test
  void shouldDemandEqualCountsWhenTheyDiffer() {
    // given
    replace("reflexarc.incidents", 3, Map.of());

    // then
    assertThat(mistakes())
        .containsExactly(
            "reflexarc.incidents has 3 partitions, not 6: topics keyed by target must have equal"
                + " counts (found [3, 6]): make it anew");
  }

  @Test
  void shouldNotCareForCountsWhenTheKeyIsNoTarget() {
    // given
    replace("reflexarc.remediation-policies", 5, Map.of());

    // then
    assertThat(mistakes()).isEmpty();
  }

  @Test
  void shouldListAllMistakesWhenThereAreSeveral() {
    // given
    replace("reflexarc.incidents", 6, Map.of("cleanup.policy", "delete"));
    replace("reflexarc.health-events", 6, Map.of("message.timestamp.type", "LogAppendTime"));
    found.remove("reflexarc.metric-samples");

    // then
    assertThat(mistakes())
        .containsExactly(
            "reflexarc.health-events has message.timestamp.type=LogAppendTime, not CreateTime:"
                + " alter it to CreateTime",
            "reflexarc.metric-samples does not exist: create it, or set topic.create=true",
            "reflexarc.incidents has cleanup.policy=delete, not compact: alter it to compact");
  }

  @Test
  void shouldTakeMoreButNotLessWhenALimitIsAsked() {
    // given
    TopicSettings virtual =
        TopicSettings.from(Map.of("topic.message.timestamp.after.max.ms", 10_000));
    TopicSpec spec = TopicSpec.all(virtual).get(0);

    // then
    assertThat(mistakes(spec, "message.timestamp.after.max.ms", "10001")).isEmpty();
    assertThat(mistakes(spec, "message.timestamp.after.max.ms", "9999")).hasSize(1);
  }

  @Test
  void shouldRemarkOnlyWhenRecordsGoSooner() {
    // given
    replace("reflexarc.remediation-audit", 6, Map.of("retention.ms", "1000"));
    replace("reflexarc.health-events", 6, Map.of("retention.ms", "-1"));

    // when
    TopicFindings findings = TopicFindings.of(specs, found);

    // then
    assertThat(findings.mistakes()).isEmpty();
    assertThat(findings.remarks()).hasSize(1).allMatch(r -> r.contains("remediation-audit"));
  }

  @Test
  void shouldRefuseSettingsWhenTheyAreOutOfRange() {
    assertRefused("topic.partitions", 0);
    assertRefused("topic.replication.factor", 0);
    assertRefused("topic.retention.ms", -2);
    assertRefused("topic.max.message.bytes", 1);
    assertRefused("topic.prefix", "a/b");
  }

  private static void assertRefused(String setting, Object value) {
    assertThatThrownBy(() -> TopicSettings.from(Map.of(setting, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(setting);
  }

  private List<String> mistakes() {
    return TopicFindings.of(specs, found).mistakes();
  }

  private static List<String> mistakes(TopicSpec spec, String setting, String value) {
    Map<String, String> config = new HashMap<>(spec.config());
    config.put(setting, value);
    return TopicFindings.of(
            List.of(spec), Map.of(spec.name(), new Found(spec.partitions(), config)))
        .mistakes();
  }

  private void replace(String name, int partitions, Map<String, String> changes) {
    Map<String, String> config = new HashMap<>(Objects.requireNonNull(found.get(name)).config());
    config.putAll(changes);
    found.put(name, new Found(partitions, config));
  }
}
