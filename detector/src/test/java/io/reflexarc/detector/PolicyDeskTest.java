package io.reflexarc.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reflexarc.detector.interest.PolicyLog;
import io.reflexarc.detector.policy.PolicyText;
import io.reflexarc.detector.policy.PolicyVerdict;
import io.reflexarc.detector.publish.Published;
import io.reflexarc.detector.publish.Publisher;
import io.reflexarc.detector.slice.Ownership;
import io.reflexarc.detector.slice.Ownerships;
import io.reflexarc.detector.slice.Partitioning;
import io.reflexarc.detector.tick.Watermark;
import io.reflexarc.runtime.health.Health;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.runtime.time.ManualTime;
import io.reflexarc.schemas.avro.PolicyRecord;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicNames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of policies, with a log and a producer in memory. */
class PolicyDeskTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final String KEY = "shop/errors";
  private static final String GOOD =
      """
      {"target": {"kind": "Deployment", "name": "checkout"},
       "symptom": {"ratio": {
         "bad": {"metric": "http_requests_total", "where": {"status": "5.."}},
         "total": {"metric": "http_requests_total"}, "unhealthyAbove": "1%"}},
       "ladder": [{"action": "page"}]}
      """;
  private static final String BROKEN = GOOD.replace("page", "pgae");

  private static final TopicNames TOPICS = new TopicNames("reflexarc.");
  private static final PolicyLog LOG = emptyLog();

  private final Partitioning partitioning = new Partitioning(4);
  private final StageMetrics metrics = new StageMetrics("detector");
  private final Published published = new Published();
  private final List<PolicyVerdict> told = new ArrayList<>();

  @AfterEach
  void close() {
    metrics.close();
  }

  @AfterAll
  static void closeLog() {
    LOG.close();
  }

  @Test
  void shouldLeaveTheLastGoodOneInForceWhenABrokenOneFollows() {
    // given
    PolicyDesk desk = desk(Ownerships.of(partitioning.of(KEY)));
    desk.seen(policy("u1", 1, GOOD), NOW);
    desk.publish(NOW);

    // when
    desk.seen(policy("u1", 2, BROKEN), NOW);
    desk.publish(NOW);

    // then
    assertThat(generations()).containsExactly(1L);
    assertThat(told).extracting(PolicyVerdict::accepted).containsExactly(true, false);
    assertThat(told.get(1).mistakes()).isNotEmpty();
  }

  @Test
  void shouldTellOnlyTheOwnerWhenSeveralDetectorsSeeAPolicy() {
    // given
    Ownership others = Ownerships.of((partitioning.of(KEY) + 1) % partitioning.count());
    PolicyDesk elsewhere = desk(others);

    // when
    elsewhere.seen(policy("u1", 1, GOOD), NOW);
    elsewhere.publish(NOW);

    // then
    assertThat(told).isEmpty();
    assertThat(generations()).isEmpty();
  }

  @Test
  void shouldTellWhatItKnowsWhenThePartitionIsTakenOver() {
    // given
    Ownership others = Ownerships.of((partitioning.of(KEY) + 1) % partitioning.count());
    PolicyDesk desk = desk(others);
    desk.seen(policy("u1", 1, BROKEN), NOW);

    // when
    desk.open(partitioning.of(KEY));

    // then
    assertThat(told).extracting(PolicyVerdict::accepted).containsExactly(false);
  }

  @Test
  void shouldTakeItBackAndPublishAnewWhenAPolicyIsDeletedAndMadeAgain() {
    // given
    PolicyDesk desk = desk(Ownerships.of(partitioning.of(KEY)));
    desk.complete();
    desk.seen(policy("u1", 3, GOOD), NOW);
    desk.publish(NOW);
    desk.gone(KEY, PolicyText.CRD);

    // when
    desk.seen(policy("u2", 1, GOOD), NOW);
    desk.publish(NOW);

    // then
    assertThat(generations()).containsExactly(3L, 1L);
    assertThat(told).extracting(it -> it.text().uid()).containsExactly("u1", "u2");
  }

  @Test
  void shouldTellTheNewOneWhenItTookTheNameWithoutADeletionBeingSeen() {
    // given
    PolicyDesk desk = desk(Ownerships.of(partitioning.of(KEY)));
    desk.seen(policy("u1", 1, GOOD), NOW);

    // when
    desk.seen(policy("u2", 1, GOOD), NOW);
    desk.seen(policy("u2", 1, GOOD), NOW);

    // then
    assertThat(told).extracting(it -> it.text().uid()).containsExactly("u1", "u2");
  }

  private PolicyDesk desk(Ownership ownership) {
    Publisher publisher =
        published.publisher(
            ownership, new Watermark(Duration.ofSeconds(5)), new ManualTime(NOW), metrics);
    return new PolicyDesk(LOG, partitioning, ownership, publisher, told::add);
  }

  private static PolicyLog emptyLog() {
    String topic = TOPICS.of(Topic.REMEDIATION_POLICIES);
    TopicPartition partition = new TopicPartition(topic, 0);
    MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    consumer.updatePartitions(topic, List.of(new PartitionInfo(topic, 0, null, null, null)));
    consumer.updateBeginningOffsets(Map.of(partition, 0L));
    consumer.updateEndOffsets(Map.of(partition, 0L));
    PolicyLog empty =
        new PolicyLog(
            consumer,
            (name, bytes) -> new PolicyRecord(),
            topic,
            List.of(),
            new Health().heartbeat("policy-log", Duration.ofSeconds(60)));
    empty.start();
    await().until(empty::caughtUp);
    return empty;
  }

  private List<Long> generations() {
    return published.of(PolicyRecord.class).stream().map(PolicyRecord::getGeneration).toList();
  }

  private static PolicyText policy(String uid, long generation, String spec) {
    return new PolicyText("shop", "errors", generation, spec, PolicyText.CRD, uid);
  }
}
