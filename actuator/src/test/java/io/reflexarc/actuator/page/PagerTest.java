package io.reflexarc.actuator.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reflexarc.actuator.cluster.Fault;
import io.reflexarc.actuator.post.Endpoint;
import io.reflexarc.actuator.post.Letter;
import io.reflexarc.actuator.post.Post;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.runtime.time.ManualTime;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.Stage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is told of what, how often, and what is written down. */
class PagerTest {

  private static final TopicPartition PARTITION = new TopicPartition("audit", 0);
  private static final Post.Delivery DOWN =
      new Post.Delivery.Unknown(Fault.of(Fault.Kind.NO_ANSWER, "no answer"));
  private static final Post.Delivery WRONG =
      new Post.Delivery.Refused(Fault.of(Fault.Kind.INVALID, "answers 400"));

  private final Map<String, RemediationAudit> log = new HashMap<>();
  private final List<RemediationAudit> written = new ArrayList<>();
  private final List<Letter> letters = new CopyOnWriteArrayList<>();
  private final Queue<Post.Delivery> answers = new ConcurrentLinkedQueue<>();
  private final StageMetrics metrics = new StageMetrics("actuator");
  private Pager pager = pager();
  private long offset;

  @BeforeEach
  void own() {
    pager.own(PARTITION, new OffsetAndMetadata(0));
  }

  @AfterEach
  void close() {
    pager.close();
    metrics.close();
  }

  @Test
  void shouldPageAndResolveAndWriteItDown() {
    // when
    take(Audits.escalated("i-1"));
    tell(1);
    take(Audits.of("i-1", Stage.CLOSED));
    tell(2);

    // then
    assertThat(letters).extracting(Letter::key).containsExactly("i-1-ESCALATED", "i-1-CLOSED");
    assertThat(written).extracting(RemediationAudit::getStage).containsOnly(Stage.APPLIED);
    RemediationAudit told = written.get(0);
    assertThat(told.getReason()).isEqualTo("told pager of it: ok");
    assertThat(told.getAction()).isEqualTo("page");
    assertThat(told.getCommandId()).isNull();
    assertThat(told.getIncidentId()).isEqualTo("i-1");
    assertThat(written.get(1).getReason()).isEqualTo("told pager that it is over: ok");
    assertThat(position()).isEqualTo(new OffsetAndMetadata(2));
  }

  @Test
  void shouldResolveNothingThatWasNotPaged() {
    take(Audits.of("i-1", Stage.CLOSED));
    take(Audits.of("i-2", Stage.VERIFYING));

    assertThat(pager.toTell()).isEmpty();
    assertThat(letters).isEmpty();
    assertThat(position()).isEqualTo(new OffsetAndMetadata(2));
  }

  @Test
  void shouldResolveOnceAlthoughItHealsAndCloses() {
    take(Audits.escalated("i-1"));
    take(Audits.of("i-1", Stage.HEALED));
    take(Audits.of("i-1", Stage.CLOSED));
    tell(2);

    assertThat(letters).extracting(Letter::key).containsExactly("i-1-ESCALATED", "i-1-HEALED");
  }

  @Test
  void shouldResolveWhatAPredecessorHasPaged() {
    // given
    take(Audits.escalated("i-1"));
    tell(1);
    OffsetAndMetadata committed = position();
    assertThat(committed.metadata()).isEqualTo("1:i-1=warning");

    // when
    pager.close();
    pager = pager();
    pager.own(PARTITION, committed);
    take(Audits.of("i-1", Stage.CLOSED));
    tell(2);

    // then
    assertThat(letters.get(1).body()).contains("\"severity\":\"warning\"", "endsAt");
  }

  @Test
  void shouldKeepItsPlaceWhileAPageIsUnderWayAndGoOnWithOthers() {
    // given
    answers.add(DOWN);
    take(Audits.escalated("i-1"));
    await().until(() -> letters.size() == 1);

    // when
    take(Audits.escalated("i-2"));
    tell(1);

    // then
    assertThat(written.get(0).getIncidentId()).isEqualTo("i-2");
    assertThat(position().offset()).isZero();
    tell(2);
    assertThat(position().offset()).isEqualTo(2);
    assertThat(letters)
        .extracting(Letter::key)
        .containsExactly("i-1-ESCALATED", "i-2-ESCALATED", "i-1-ESCALATED");
  }

  @Test
  void shouldWriteDownWhatCouldNotBeTold() {
    answers.add(WRONG);

    take(Audits.escalated("i-1"));
    tell(1);

    assertThat(written.get(0).getStage()).isEqualTo(Stage.FAILED);
    assertThat(written.get(0).getReason()).isEqualTo("could not tell pager of it: answers 400");
    assertThat(position().offset()).isEqualTo(1);
  }

  @Test
  void shouldLeaveOtherClustersAlone() {
    take(
        RemediationAudit.newBuilder(Audits.escalated("i-1"))
            .setTarget("far/shop/Deployment/web")
            .build());

    assertThat(position().offset()).isEqualTo(1);
    assertThat(letters).isEmpty();
  }

  @Test
  void shouldTryABoundedNumberOfTimesEverMoreSeldom() {
    // given
    Round round =
        new Round(Page.begins(Audits.escalated("i-1")).orElseThrow(), List.of(endpoint()), post());
    for (int i = 0; i < 100; i++) {
      answers.add(DOWN);
    }

    // when
    List<Duration> pauses = new ArrayList<>();
    for (Optional<Duration> next = round.turn(); next.isPresent(); next = round.turn()) {
      pauses.add(next.get());
    }

    // then
    assertThat(pauses).hasSize(Round.MOST_TURNS - 1).startsWith(Duration.ofSeconds(1));
    assertThat(pauses.get(1)).isEqualTo(Duration.ofSeconds(2));
    assertThat(pauses).endsWith(Duration.ofMinutes(3));
    assertThat(round.told()).hasSize(1);
    assertThat(round.told().get(0).taken()).isFalse();
  }

  @Test
  void shouldForgetTheOldestRatherThanOutgrowACommit() {
    Desk desk = new Desk(new OffsetAndMetadata(0));
    for (int i = 0; i < 500; i++) {
      desk.begin(i, Page.begins(Audits.escalated("incident-" + i)).orElseThrow());
    }

    assertThat(desk.position().metadata()).hasSizeLessThanOrEqualTo(Desk.MOST_METADATA);
    assertThat(desk.paged("incident-0")).isEmpty();
    assertThat(desk.paged("incident-499")).contains("warning");
  }

  private void take(RemediationAudit audit) {
    log.put(audit.getId(), audit);
    pager.take(
        PARTITION,
        new ConsumerRecord<>(
            "audit", 0, offset++, new byte[0], audit.getId().getBytes(StandardCharsets.UTF_8)));
  }

  /** Commits, until so many records are written. */
  private void tell(int atLeast) {
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              pager
                  .toTell()
                  .forEach(
                      record ->
                          written.add(log.get(new String(record.value(), StandardCharsets.UTF_8))));
              pager.told();
              return written.size() >= atLeast;
            });
  }

  private OffsetAndMetadata position() {
    return java.util.Objects.requireNonNull(pager.positions().get(PARTITION));
  }

  private Pager pager() {
    return new Pager(
        List.of(endpoint()),
        post(),
        (topic, bytes) -> log.get(new String(bytes, StandardCharsets.UTF_8)),
        (topic, audit) -> {
          log.put(audit.getId(), audit);
          return audit.getId().getBytes(StandardCharsets.UTF_8);
        },
        "audit",
        "local",
        new ManualTime(Audits.AT),
        metrics.flow("pages"));
  }

  private static Endpoint endpoint() {
    return new Endpoint(
        "pager",
        Endpoint.Kind.ALERTMANAGER,
        URI.create("http://localhost/"),
        Endpoint.Proof.NONE,
        Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(1));
  }

  private Post post() {
    return new Post() {
      @Override
      public boolean knows(String endpoint) {
        return true;
      }

      @Override
      public Delivery send(Letter letter) {
        letters.add(letter);
        return answers.isEmpty() ? new Delivery.Taken("ok") : answers.remove();
      }

      @Override
      public void close() {}
    };
  }
}
