package io.reflexarc.decider.golden;

import io.reflexarc.decider.arbiter.BreakerTerms;
import io.reflexarc.decider.golden.Story.Order;
import io.reflexarc.decider.golden.Story.Report;
import io.reflexarc.decider.golden.Telling.Saying;
import io.reflexarc.decider.spine.Terms;
import io.reflexarc.decider.stream.DeciderTopology;
import io.reflexarc.decider.stream.Tallies;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.schemas.avro.Control;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.Incident;
import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.avro.PolicyRecord;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Severity;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.avro.Verb;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.serde.RecordSerdes;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Plays a story through the real topology, second by second, in the order given or shuffled. */
final class StoryPlayer implements AutoCloseable {

  static final TopicNames TOPICS = new TopicNames("reflexarc.");
  static final Map<String, Object> SERDES =
      Map.of(
          "value.serializer", PlainAvro.Writer.class.getName(),
          "value.deserializer", PlainAvro.Reader.class.getName(),
          "schema.registry.url", "http://unused");
  private static final List<String> STORES =
      List.of("workloads", "targets", "instances", "waiting", "facts", "marks", "dockets");
  private static final long TICK_MILLIS = 5_000;
  static final long GRACE_MILLIS = 5_000;
  private static final long LATEST_MILLIS = 4_000;

  private final StageMetrics metrics = new StageMetrics("decider");
  private final RecordSerdes serdes = RecordSerdes.of(SERDES);
  private final Properties properties = new Properties();
  private TopologyTestDriver driver;
  private final Story story;
  private final List<World> worlds;
  private final Telling telling;
  private final Random random;
  private final boolean shuffled;
  private final PriorityQueue<Arrival> onTheWay =
      new PriorityQueue<>((a, b) -> Long.compare(a.at(), b.at()));
  private final List<RemediationAudit> audits = new ArrayList<>();
  private final List<RemediationCommand> commands = new ArrayList<>();
  private final List<Incident> incidents = new ArrayList<>();
  private final List<Report> reports;
  private final Set<Order> given = new HashSet<>();
  private final Map<String, Control> controls = new HashMap<>();
  private final Map<Topic, TestInputTopic<String, SpecificRecord>> inputs =
      new EnumMap<>(Topic.class);
  private final Map<Topic, TestOutputTopic<String, SpecificRecord>> outputs =
      new EnumMap<>(Topic.class);
  private final Map<String, Long> acted = new HashMap<>();

  private static final long PAGED_AFTER = 1_000;

  private record Arrival(long at, SpecificRecord record) {}

  /** Plays with samples in order, or with this seed's delays within the grace. */
  StoryPlayer(Story story, List<PolicyRecord> policies, long seed, Properties more) {
    this.story = story;
    this.worlds = story.cast().stream().map(cast -> new World(story, cast)).toList();
    this.telling = new Telling(story);
    this.shuffled = seed != 0;
    this.random = new Random(seed);
    this.reports = new ArrayList<>(story.reports());
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "golden");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
    properties.putAll(more);
    this.driver = driver();
    orders(policies);
  }

  private TopologyTestDriver driver() {
    return new TopologyTestDriver(
        new DeciderTopology(
                TOPICS,
                serdes,
                Terms.DEFAULT,
                BreakerTerms.DEFAULT,
                GRACE_MILLIS,
                true,
                new Tallies(metrics, TOPICS))
            .build(),
        properties,
        Instant.ofEpochMilli(story.startMillis()));
  }

  private void orders(List<PolicyRecord> policies) {
    policies.forEach(
        policy ->
            pipe(
                Topic.REMEDIATION_POLICIES,
                policy.getNamespace() + "/" + policy.getName(),
                policy,
                story.startMillis()));
  }

  /** Ends the process and starts another one from the same stores. */
  void restart(List<PolicyRecord> policies) {
    Map<String, Map<Object, Object>> kept = new HashMap<>();
    for (String store : STORES) {
      kept.put(store, contents(store));
    }
    begin();
    kept.forEach(
        (store, contents) -> {
          KeyValueStore<Object, Object> restored = driver.getKeyValueStore(store);
          contents.forEach(restored::put);
        });
    orderAgain(policies);
  }

  /** Ends the process and starts another one from the bytes that some release stored. */
  void restart(List<PolicyRecord> policies, StoredBytes stored) {
    begin();
    stored.restore(store -> driver.getKeyValueStore(store));
    orderAgain(policies);
  }

  private void begin() {
    driver.close();
    inputs.clear();
    outputs.clear();
    driver = driver();
  }

  private void orderAgain(List<PolicyRecord> policies) {
    orders(policies);
    controls.forEach(
        (scope, control) ->
            pipe(Topic.REMEDIATION_CONTROLS, scope, control, control.getAt().toEpochMilli()));
  }

  private Map<Object, Object> contents(String store) {
    Map<Object, Object> contents = new HashMap<>();
    try (KeyValueIterator<Object, Object> all =
        driver.<Object, Object>getKeyValueStore(store).all()) {
      all.forEachRemaining(each -> contents.put(each.key, each.value));
    }
    return contents;
  }

  void play() {
    play(0, story.untilMillis());
  }

  void play(long from, long until) {
    for (long offset = from; offset < until; offset += 1_000) {
      second(offset);
    }
  }

  private void second(long offset) {
    long now = story.startMillis() + offset;
    long first = acted.values().stream().min(Long::compare).orElse(-1L);
    for (World world : worlds) {
      for (WorkloadState state : world.workload(offset, acted(world.target()))) {
        pipe(Topic.WORKLOAD_STATE, world.target(), state, now);
      }
    }
    for (Order order : story.orders()) {
      if (order.at().reached(offset, first) && given.add(order)) {
        Control control = control(order, now);
        controls.put(control.getScope(), control);
        pipe(Topic.REMEDIATION_CONTROLS, control.getScope(), control, now);
      }
    }
    setOut(offset);
    while (!onTheWay.isEmpty() && onTheWay.element().at() <= offset) {
      arrive(onTheWay.remove().record(), offset);
    }
    boolean ticking =
        story.noTicks().stream()
            .noneMatch(
                each -> each.from().reached(offset, first) && !each.to().reached(offset, first));
    if (offset % TICK_MILLIS == 0 && ticking) {
      pipe(Topic.HEALTH_EVENTS, tick(now).getTarget(), tick(now), now);
    }
    read(offset);
  }

  private long acted(String target) {
    return acted.getOrDefault(target, -1L);
  }

  /** What is scraped and told in this second is on its way from now on. */
  private void setOut(long offset) {
    for (World world : worlds) {
      for (MetricSamples samples : world.scrapes(offset, acted(world.target()))) {
        onTheWay.add(new Arrival(offset + (shuffled ? delay() : 0), samples));
      }
    }
    for (Saying saying : telling.at(offset, this::acted)) {
      long delay = shuffled && saying.lateMillis() == 0 ? delay() : 0;
      onTheWay.add(new Arrival(offset + saying.lateMillis() + delay, saying.fact()));
    }
  }

  private long delay() {
    return (long) (random.nextDouble() * LATEST_MILLIS);
  }

  private void arrive(SpecificRecord record, long offset) {
    long now = story.startMillis() + offset;
    if (record instanceof HealthEvent fact) {
      pipe(Topic.HEALTH_EVENTS, fact.getTarget(), fact, now);
    } else if (record instanceof MetricSamples samples) {
      pipe(Topic.METRIC_SAMPLES, samples.getTarget(), samples, now);
    } else {
      RemediationAudit audit = (RemediationAudit) record;
      if (audit.getStage() == Stage.APPLIED) {
        acted.putIfAbsent(audit.getTarget(), offset);
      }
      pipe(Topic.REMEDIATION_AUDIT, audit.getTarget(), audit, now);
    }
  }

  private void read(long offset) {
    for (RemediationAudit audit : outputs(Topic.REMEDIATION_AUDIT, RemediationAudit.class)) {
      audits.add(audit);
      if (audit.getStage() == Stage.ESCALATED) {
        long at = audit.getAt().toEpochMilli() - story.startMillis() + PAGED_AFTER;
        onTheWay.add(new Arrival(at, paged(audit, at + story.startMillis())));
      }
    }
    incidents.addAll(outputs(Topic.INCIDENTS, Incident.class));
    for (RemediationCommand command :
        outputs(Topic.REMEDIATION_COMMANDS, RemediationCommand.class)) {
      commands.add(command);
      reports.stream()
          .filter(each -> each.isOf(command.getTarget()))
          .findFirst()
          .ifPresent(report -> report(command, report));
    }
  }

  private void report(RemediationCommand command, Report report) {
    reports.remove(report);
    arrive(command, report);
    report.then().forEach(later -> arrive(command, later));
  }

  private void arrive(RemediationCommand command, Report report) {
    long issuedAt = command.getIssuedAt().toEpochMilli() - story.startMillis();
    long at = issuedAt + report.afterMillis();
    onTheWay.add(new Arrival(at, audit(command, report, story.startMillis() + at)));
  }

  /** That the page was taken, as the actuator says it; it is about no command. */
  private static RemediationAudit paged(RemediationAudit escalated, long at) {
    return RemediationAudit.newBuilder(escalated)
        .setId(escalated.getId() + "-paged")
        .setAt(Instant.ofEpochMilli(at))
        .setStage(Stage.APPLIED)
        .setCommandId(null)
        .setActor("actuator")
        .setReason("told the pager of it")
        .build();
  }

  private static HealthEvent tick(long now) {
    return HealthEvent.newBuilder()
        .setId("tick-" + now)
        .setType("tick")
        .setPhase(Phase.OCCURRED)
        .setSeverity(Severity.INFO)
        .setTarget("prod//Partition/0")
        .setSource("test")
        .setOccurredAt(Instant.ofEpochMilli(now))
        .setObservedAt(Instant.ofEpochMilli(now))
        .build();
  }

  /** The command that was last proposed. */
  private String proposed() {
    return audits.stream()
        .filter(audit -> audit.getStage() == Stage.AWAITING_APPROVAL)
        .reduce((first, second) -> second)
        .map(RemediationAudit::getCommandId)
        .orElseThrow(() -> new IllegalStateException("nothing was proposed yet"));
  }

  private Control control(Order order, long now) {
    return Control.newBuilder()
        .setScope(order.scope().equals("command") ? "command:" + proposed() : order.scope())
        .setVerb(Verb.valueOf(order.verb()))
        .setBy("anna")
        .setReason(order.reason())
        .setAt(
            Instant.ofEpochMilli(
                order.given().map(it -> story.startMillis() + it.millis()).orElse(now)))
        .setUntil(
            order
                .until()
                .map(until -> Instant.ofEpochMilli(story.startMillis() + until.millis()))
                .orElse(null))
        .build();
  }

  private static RemediationAudit audit(RemediationCommand command, Report report, long at) {
    return RemediationAudit.newBuilder()
        .setId(command.getId() + report.stage())
        .setAt(Instant.ofEpochMilli(at))
        .setStage(Stage.valueOf(report.stage()))
        .setIncidentId(command.getIncidentId())
        .setCommandId(command.getId())
        .setTarget(command.getTarget())
        .setPolicy(command.getPolicy())
        .setActor("actuator")
        .setGate(report.gate().orElse(null))
        .setReason(report.reason())
        .build();
  }

  private void pipe(Topic topic, String key, SpecificRecord value, long at) {
    inputs
        .computeIfAbsent(
            topic,
            each -> {
              Serializer<SpecificRecord> serializer = serdes.serializer();
              return driver.createInputTopic(TOPICS.of(each), new StringSerializer(), serializer);
            })
        .pipeInput(key, value, at);
  }

  private <T extends SpecificRecord> List<T> outputs(Topic topic, Class<T> type) {
    return outputs
        .computeIfAbsent(
            topic,
            each ->
                driver.createOutputTopic(
                    TOPICS.of(each),
                    new StringDeserializer(),
                    serdes.deserializer(SpecificRecord.class)))
        .readValuesToList()
        .stream()
        .map(type::cast)
        .toList();
  }

  String metrics() {
    return metrics.scrape();
  }

  List<RemediationAudit> audits() {
    return audits;
  }

  List<RemediationCommand> commands() {
    return commands;
  }

  List<Incident> incidents() {
    return incidents;
  }

  @Override
  public void close() {
    driver.close();
    metrics.close();
  }
}
