package io.reflexarc.decider.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reflexarc.decider.arbiter.Breaker;
import io.reflexarc.decider.arbiter.Entry;
import io.reflexarc.decider.arbiter.Entry.Circuit;
import io.reflexarc.decider.arbiter.Entry.Clock;
import io.reflexarc.decider.arbiter.Entry.End;
import io.reflexarc.decider.arbiter.Entry.Grant;
import io.reflexarc.decider.arbiter.Entry.Patient;
import io.reflexarc.decider.arbiter.Entry.Roster;
import io.reflexarc.decider.arbiter.Group;
import io.reflexarc.decider.arbiter.Needs;
import io.reflexarc.decider.arbiter.Ruling.Denial;
import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.incident.Case;
import io.reflexarc.decider.incident.Height;
import io.reflexarc.decider.incident.Incident;
import io.reflexarc.decider.incident.Incident.Escalated;
import io.reflexarc.decider.incident.Incident.Held;
import io.reflexarc.decider.incident.Incident.Open;
import io.reflexarc.decider.incident.Incident.Remediating;
import io.reflexarc.decider.incident.Incident.Restoring;
import io.reflexarc.decider.incident.Incident.Verifying;
import io.reflexarc.decider.incident.Incident.Watching;
import io.reflexarc.decider.incident.Issued;
import io.reflexarc.decider.incident.Proposal;
import io.reflexarc.decider.indicator.Part;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.indicator.ratio.Counts;
import io.reflexarc.decider.judge.Calm;
import io.reflexarc.decider.judge.Condition;
import io.reflexarc.decider.judge.Condition.Firing;
import io.reflexarc.decider.judge.Condition.Pending;
import io.reflexarc.decider.judge.ConditionKey;
import io.reflexarc.decider.proven.Ledger;
import io.reflexarc.decider.proven.Proof;
import io.reflexarc.decider.proven.Template;
import io.reflexarc.decider.restraint.Memory;
import io.reflexarc.decider.restraint.Permit;
import io.reflexarc.decider.spine.TargetState;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.policy.Action;
import io.reflexarc.schemas.policy.Gate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StateFormatTest {

  private static final String TARGET = "prod/shop/Deployment/checkout";
  private final Serde<TargetState> serde = StateSerdes.target();

  static Stream<Incident> incidents() {
    Case facts = facts(Subject.ofVersion("v4"));
    Calm calm = new Calm(OptionalLong.of(60), OptionalLong.of(70));
    return Stream.of(
        new Open(
            facts,
            Optional.of(new Held(Gate.COOLDOWN, 50, OptionalLong.of(99), "roll back v4 to v3")),
            calm,
            Optional.empty()),
        new Open(facts, Optional.empty(), calm, Optional.of(Proposal.of("next", "plan", 30, 90))),
        new Open(facts, Optional.empty(), calm, Optional.of(Proposal.of("next", "plan", 30, 90)))
            .approve("anna", 80, "says"),
        new Remediating(facts, 500),
        new Remediating(facts(Subject.ofPod("v4", "pod-1")), 500),
        new Remediating(facts(new Subject("v4", new Part.LabelValue("country", "DE"))), 500),
        new Verifying(facts, 400, 900),
        new Watching(facts, OptionalLong.of(450), calm, Optional.empty()),
        new Watching(
            facts,
            OptionalLong.empty(),
            Calm.NONE,
            Optional.of(
                new Held(Gate.DEPENDENCY_UNHEALTHY, 50, OptionalLong.empty(), "take back"))),
        new Restoring(takingBack(facts), OptionalLong.of(450), 990),
        new Escalated(facts, 470, Calm.NONE, OptionalLong.empty()),
        new Escalated(facts, 470, Calm.NONE, OptionalLong.of(480)));
  }

  @ParameterizedTest
  @MethodSource("incidents")
  void shouldReadBackWhatWasWritten(Incident incident) {
    // given
    TargetState state = state(incident);
    // when
    byte[] bytes = serde.serializer().serialize("targets", state);
    TargetState read = serde.deserializer().deserialize("targets", bytes);
    // then
    assertThat(read).isEqualTo(state);
  }

  @Test
  void shouldReadBackWhatWasCountedWhenAVersionWasProven() {
    // given
    Template template = new Template("prod/shop/Deployment/checkout", "v3", "hash");
    Map<String, Counts> counts =
        Map.of("errors / requests", new Counts(1, 1_000), "seconds > 0.25", new Counts(9, 900));
    TargetState state =
        state(incidents().findFirst().orElseThrow(), Ledger.EMPTY.healthy(template, counts, 5, 0));
    // when
    byte[] bytes = serde.serializer().serialize("targets", state);
    // then
    assertThat(serde.deserializer().deserialize("targets", bytes)).isEqualTo(state);
  }

  @Test
  void shouldReadBackAFactWhenItWasWritten() {
    // given
    Fact fact =
        new Fact(
            "id", "pod.crashed", Phase.BEGAN, 5, 6, "v4", new TreeMap<>(Map.of("aspect", "a")));
    Serde<Fact> facts = StateSerdes.fact();
    // then
    assertThat(
            facts.deserializer().deserialize("facts", facts.serializer().serialize("facts", fact)))
        .isEqualTo(fact);
  }

  static Stream<Permit> permits() {
    Denial denial = new Denial(Gate.LIMIT, Optional.empty(), OptionalLong.of(9), "full");
    Denial elsewhere =
        new Denial(
            Gate.NODE_UNHEALTHY, Optional.of("prod//Node/n1"), OptionalLong.empty(), "it is ill");
    return Stream.of(
        new Permit.Asked("command", 5, 7, Optional.empty()),
        new Permit.Asked("command", 5, 7, Optional.of("prod//Node/n1")),
        new Permit.Denied("command", 8, denial),
        new Permit.Denied("command", 8, elsewhere));
  }

  @ParameterizedTest
  @MethodSource("permits")
  void shouldReadBackAPermitWhenItWasWritten(Permit permit) {
    // given
    TargetState quiet = TargetState.EMPTY;
    TargetState state =
        new TargetState(
            quiet.conditions(),
            quiet.incident(),
            quiet.memory(),
            quiet.ledger(),
            quiet.notBefore(),
            quiet.paused(),
            Optional.of(permit),
            Optional.of(new TreeSet<>(Set.of(TARGET))));
    // then
    assertThat(
            serde
                .deserializer()
                .deserialize("targets", serde.serializer().serialize("targets", state)))
        .isEqualTo(state);
  }

  static Stream<Entry> entries() {
    List<End> ends = List.of(new End(5, true), new End(6, false));
    return Stream.of(
        new Grant("command", TARGET, "shop/errors", 3, 5, 6, OptionalLong.empty()),
        new Grant("command", TARGET, "shop/errors", 3, 5, 6, OptionalLong.of(7)),
        new Patient(
            "prod//Node/n1",
            Group.NODES,
            3,
            5,
            new Needs(
                new TreeSet<>(Set.of(TARGET)),
                new TreeSet<>(Set.of("n2")),
                new TreeSet<>(Set.of(TARGET))),
            "it is ill"),
        new Roster(3, 12, new TreeMap<>(Map.of("n1", "east"))),
        new Circuit(Group.NODES, new Breaker.Closed(4), ends),
        new Circuit(Group.WORKLOADS, new Breaker.Open(9, 4, Breaker.Why.CROWD), List.of()),
        new Circuit(
            Group.NODES,
            new Breaker.HalfOpen(4, Breaker.Why.FAILURES, Optional.of("command")),
            ends),
        new Clock(99));
  }

  @ParameterizedTest
  @MethodSource("entries")
  void shouldReadBackWhatAnArbiterRemembersWhenItWasWritten(Entry entry) {
    // given
    Serde<Entry> entries = StateSerdes.entry();
    // then
    assertThat(
            entries
                .deserializer()
                .deserialize("dockets", entries.serializer().serialize("dockets", entry)))
        .isEqualTo(entry);
  }

  @Test
  void shouldSayWhichFormatItReadsWhenTheStateIsOfAnother() {
    assertThatThrownBy(() -> serde.deserializer().deserialize("targets", new byte[] {9, 0, 0}))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("format 9")
        .hasMessageContaining("reads formats 1 to 2");
  }

  static TargetState state(Incident incident) {
    Template template = new Template("prod/shop/Deployment/checkout", "v3", "hash");
    return state(
        incident,
        Ledger.EMPTY
            .healthy(template, Map.of(Proof.ANY, new Counts(1, 1_000)), 5, 0)
            .sick(template, 40));
  }

  private static TargetState state(Incident incident, Ledger ledger) {
    TreeMap<ConditionKey, Condition> conditions = new TreeMap<>();
    conditions.put(
        new ConditionKey("shop/errors", Subject.ofVersion("v3")),
        new Pending(10, 12, OptionalLong.of(15), true));
    conditions.put(
        new ConditionKey("shop/errors", Subject.ofPod("v4", "pod-1")), new Firing(10, 20));
    Memory memory =
        Memory.EMPTY
            .acted(30)
            .rolledBack(new Memory.Rollback("command", "v4", "v3", 30))
            .crossed(new ConditionKey("", Subject.WORKLOAD), 5);
    return new TargetState(
        conditions,
        Optional.of(incident),
        memory,
        ledger,
        25,
        new TreeSet<>(Set.of("shop/errors")),
        Optional.empty(),
        Optional.empty());
  }

  /** A drain stands, and what takes it back is in flight. */
  private static Case takingBack(Case facts) {
    var node = io.reflexarc.schemas.avro.Subject.newBuilder().setNode("node-7").build();
    TreeMap<String, String> parameters = new TreeMap<>(Map.of("node", "node-7"));
    Issued drain = new Issued("d", 0, Action.DRAIN_NODE, Optional.of(node), parameters, 0);
    Issued back = new Issued("u", 0, Action.UNCORDON, Optional.of(node), parameters, 1);
    return new Case(
        facts.id(),
        facts.policy(),
        facts.policies(),
        facts.subject(),
        facts.onsetAt(),
        facts.openedAt(),
        new Height(3, 2),
        Optional.of(back.id()),
        Optional.of(back),
        List.of(drain),
        facts.evidence(),
        facts.says());
  }

  private static Case facts(Subject subject) {
    return new Case(
        "0123456789abcdef0123456789abcdef",
        "shop/errors",
        new TreeSet<>(Set.of("shop/errors", "shop/memory")),
        subject,
        10,
        20,
        new Height(0, 0),
        Optional.of("command"),
        Optional.empty(),
        List.of(),
        List.of(
            Evidence.newBuilder()
                .setIndicator("ratio")
                .setVersion("v4")
                .setWindowMillis(300_000)
                .setValue(0.03)
                .setUnit("ratio")
                .setThreshold(0.01)
                .setBaseline(0.0005)
                .setBaselineVersion("v3")
                .setPValue(1e-9)
                .setSamples(6_000)
                .setFrom(Instant.ofEpochMilli(1))
                .setTo(Instant.ofEpochMilli(2))
                .build()),
        "says");
  }

  @Test
  void shouldHaveNothingToStoreWhenNothingIsKnown() {
    assertThat(TargetState.EMPTY.conditions()).isEqualTo(Map.of());
    assertThat(TargetState.EMPTY.quiet()).isTrue();
  }
}
