package io.reflexarc.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reflexarc.sandbox.kafka.SharedKafka;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicAdmin;
import io.reflexarc.schemas.topic.TopicNames;
import io.reflexarc.schemas.topic.TopicSettings;
import io.reflexarc.schemas.topic.WrongTopicsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class TopicAdminIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Test
  void shouldMakeAllTopicsOnceWhenManyStartAtTheSameTime() throws Exception {
    // given
    TopicSettings settings = settings("together.", 3, Map.of());
    ExecutorService processes = Executors.newFixedThreadPool(4);
    try {
      // when
      List<Future<?>> started = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        started.add(processes.submit(() -> ensure(settings)));
      }
      for (Future<?> each : started) {
        each.get(120, TimeUnit.SECONDS);
      }

      // then
      ensure(settings("together.", 3, Map.of("topic.create", false)));
      assertThat(config("together.remediation-audit.dead-letter"))
          .containsEntry("retention.ms", Long.toString(Duration.ofDays(14).toMillis()));
      assertThat(config("together.incidents")).containsEntry("cleanup.policy", "compact");
    } finally {
      processes.shutdownNow();
    }
  }

  @Test
  void shouldKeepForEverWhenTimeIsVirtual() throws Exception {
    // when
    ensure(TopicSettings.forVirtualTime(new TopicNames("virtual."), 2));

    // then
    assertThat(config("virtual.health-events"))
        .containsEntry("retention.ms", "-1")
        .containsEntry("message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
    ensure(settings("virtual.", 2, Map.of()));
  }

  @Test
  void shouldListAllMistakesWhenTopicsAreWrong() throws Exception {
    // given
    try (Admin admin = admin()) {
      admin
          .createTopics(
              List.of(
                  new NewTopic("wrong.health-events", 5, (short) 1),
                  new NewTopic("wrong.incidents", 3, (short) 1)))
          .all()
          .get(60, TimeUnit.SECONDS);
    }

    // then
    assertThatThrownBy(() -> ensure(settings("wrong.", 3, Map.of())))
        .isInstanceOf(WrongTopicsException.class)
        .hasMessageContaining("wrong.health-events has 5 partitions, not 3")
        .hasMessageContaining("wrong.incidents has cleanup.policy=delete, not compact");
  }

  @Test
  void shouldMakeNothingWhenItMayOnlyLook() {
    assertThatThrownBy(() -> ensure(settings("absent.", 3, Map.of("topic.create", false))))
        .isInstanceOfSatisfying(
            WrongTopicsException.class,
            wrong -> assertThat(wrong.mistakes()).hasSize(2 * Topic.values().length))
        .hasMessageContaining("absent.incidents does not exist");
  }

  @Test
  void shouldSayWhatItCouldNotDoWhenNobodyAnswers() {
    assertThatThrownBy(
            () ->
                TopicAdmin.ensure(
                    Map.of("bootstrap.servers", "127.0.0.1:1"),
                    settings("nobody.", 1, Map.of()),
                    Duration.ofSeconds(2)))
        .isInstanceOf(KafkaException.class)
        .hasMessageContaining("cannot describe topic nobody.");
  }

  private static TopicSettings settings(String prefix, int partitions, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("topic.prefix", prefix);
    settings.put("topic.partitions", partitions);
    return TopicSettings.from(settings);
  }

  private static void ensure(TopicSettings settings) {
    TopicAdmin.ensure(
        Map.of("bootstrap.servers", SharedKafka.bootstrapServers()), settings, PATIENCE);
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", SharedKafka.bootstrapServers()));
  }

  private static Map<String, String> config(String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Map<String, String> config = new HashMap<>();
    try (Admin admin = admin()) {
      admin
          .describeConfigs(List.of(resource))
          .all()
          .get(60, TimeUnit.SECONDS)
          .values()
          .forEach(c -> c.entries().forEach(e -> config.put(e.name(), String.valueOf(e.value()))));
    }
    return config;
  }
}
