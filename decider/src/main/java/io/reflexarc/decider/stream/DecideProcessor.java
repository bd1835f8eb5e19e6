package io.reflexarc.decider.stream;

import io.reflexarc.decider.arbiter.PermitRecords;
import io.reflexarc.decider.arbiter.Request;
import io.reflexarc.decider.arbiter.Ruling;
import io.reflexarc.decider.audit.Auditor;
import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.fact.TargetFacts.Settled;
import io.reflexarc.decider.ingest.Contract;
import io.reflexarc.decider.ingest.PermitContract;
import io.reflexarc.decider.ingest.SampleSorter.Sorted;
import io.reflexarc.decider.spine.Decided;
import io.reflexarc.decider.spine.Situation;
import io.reflexarc.decider.spine.TargetState;
import io.reflexarc.decider.spine.Terms;
import io.reflexarc.decider.window.Scrape;
import io.reflexarc.decider.window.TargetWindows.Admission;
import io.reflexarc.decider.window.TargetWindows.Drained;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.Incident;
import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.avro.PermitAnswer;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.key.TargetKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Second node: loads what is remembered of a target, calls the spine, stores, forwards. Samples and
 * states are only taken in; decisions are made at ticks, when the actuator reports or the arbiter
 * answers, and when a fact arrives that a rule waits for nothing to judge.
 */
final class DecideProcessor implements Processor<String, Signal, Object, Object> {

  private static final Logger LOG = LoggerFactory.getLogger(DecideProcessor.class);
  private static final String ACTUATOR = "actuator";

  /** Ticks that are farther apart than this leave a gap: what went on in it is not known. */
  private static final long LONGEST_GAP_MILLIS = 120_000;

  /** How far ahead of the last tick a fact may be that is judged as it arrives. */
  private static final long FARTHEST_AHEAD_MILLIS = 5_000;

  private final Terms terms;
  private final long graceMillis;
  private final Orders orders;
  private final Tallies tallies;
  private final Supplier<OutOfTurn> outOfTurn;
  private final Function<byte[], WorkloadState> decode;
  private @Nullable ProcessorContext<Object, Object> initialized;
  private @Nullable TargetBook loaded;
  private @Nullable CensusTaker censusTaker;
  private int buried;

  DecideProcessor(
      Terms terms,
      long graceMillis,
      Orders orders,
      Tallies tallies,
      Supplier<OutOfTurn> outOfTurn,
      Function<byte[], WorkloadState> decode) {
    this.terms = terms;
    this.graceMillis = graceMillis;
    this.orders = orders;
    this.tallies = tallies;
    this.outOfTurn = outOfTurn;
    this.decode = decode;
  }

  @Override
  public void init(ProcessorContext<Object, Object> context) {
    initialized = context;
    buried = 0;
    loaded = null;
    censusTaker = new CensusTaker(context.taskId().partition());
  }

  private ProcessorContext<Object, Object> context() {
    return Objects.requireNonNull(initialized, "process before init");
  }

  /** Read from the stores when it is first needed after a start: they are restored by then. */
  private TargetBook book() {
    TargetBook known = loaded;
    if (known == null) {
      long begun = System.nanoTime();
      known = new TargetBook(context(), terms, decode);
      loaded = known;
      known.all().forEach(this::takeAgain);
      LOG.info(
          "{}: {} targets read into memory in {} ms",
          context().taskId(),
          known.all().size(),
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
    }
    return known;
  }

  /** Scrapes that were taken before the start, but not in stored panes, are taken again. */
  private void takeAgain(TargetEntry entry) {
    Long tick = lastTick(entry.key().cluster());
    if (tick != null) {
      entry.follow(orders.now());
      book().drained(entry, entry.windows().drain(tick - graceMillis, entry.sorter().retention()));
    }
  }

  @Override
  public void process(Record<String, Signal> record) {
    Signal signal = record.value();
    SpecificRecord value = signal.value();
    if (value == null) {
      tombstone(signal);
    } else if (value instanceof HealthEvent event) {
      event(signal, event);
    } else if (value instanceof MetricSamples samples) {
      samples(signal, samples);
    } else if (value instanceof WorkloadState state) {
      workload(signal, state);
    } else if (value instanceof PermitAnswer answer) {
      answer(signal, answer);
    } else {
      report(signal, (RemediationAudit) value);
    }
    buryPoison();
  }

  private boolean keeps(Signal signal, Optional<String> mistake) {
    mistake.ifPresent(
        reason -> {
          tallies.flow(signal.found().topic()).deadLettered("broken-contract");
          DeadLetters.forward(context(), signal.found(), reason, Names.DEAD_LETTER);
        });
    return mistake.isEmpty();
  }

  private void published(Signal signal) {
    tallies.flow(signal.found().topic()).published();
  }

  private void dropped(Signal signal, String reason) {
    tallies.flow(signal.found().topic()).dropped(reason);
  }

  /** The partition's time as far as it is known, or the record's own, the later. */
  private long latest(Signal signal) {
    String key = Objects.requireNonNullElse(signal.key(), "");
    int end = key.indexOf('/');
    Long tick = end < 0 ? null : lastTick(key.substring(0, end));
    return Math.max(signal.found().timestamp(), tick == null ? 0 : tick);
  }

  /** The last tick of a cluster in this partition; null before the first. */
  private @Nullable Long lastTick(String cluster) {
    return book().mark(tickMark(cluster));
  }

  /** Up to when all evidence is in. */
  private long horizon(@Nullable Long tick) {
    return tick == null ? Long.MIN_VALUE : tick - graceMillis;
  }

  private static String tickMark(String cluster) {
    return "tick/" + cluster;
  }

  private static String toldMark(String cluster) {
    return "told/" + cluster;
  }

  private static String heardMark(String cluster) {
    return "heard/" + cluster;
  }

  private void tombstone(Signal signal) {
    TargetEntry entry = signal.key() == null ? null : book().find(signal.key());
    if (entry == null || !signal.found().topic().endsWith("workload-state")) {
      dropped(signal, "tombstone");
      return;
    }
    book().workload(entry, null, null);
    published(signal);
  }

  private void workload(Signal signal, WorkloadState state) {
    if (keeps(signal, Contract.check(signal.key(), state, latest(signal)))) {
      book().workload(book().entry(state.getTarget()), state, signal.found().value());
      published(signal);
    }
  }

  private void samples(Signal signal, MetricSamples samples) {
    TargetEntry entry = book().find(samples.getTarget());
    boolean parsed = entry != null;
    if (!keeps(signal, Contract.check(signal.key(), samples, latest(signal), parsed))) {
      return;
    }
    if (entry == null) {
      dropped(signal, "unknown-target");
      return;
    }
    entry.follow(orders.now());
    Sorted sorted = entry.sorter().sort(samples);
    tallies.dropped("label-values", sorted.leftOut());
    Optional<Scrape> scrape = sorted.scrape();
    if (scrape.isEmpty()) {
      dropped(signal, samples.getUp() ? "not-watched" : "not-up");
      return;
    }
    Long tick = lastTick(entry.key().cluster());
    Admission admission = entry.windows().offer(scrape.get(), horizon(tick));
    switch (admission) {
      case ACCEPTED -> {
        entry.wakeAt(scrape.get().at() + graceMillis);
        book().waits(entry, scrape.get());
        published(signal);
      }
      case LATE -> dropped(signal, "late");
      case OVERFLOW -> dropped(signal, "too-many-waiting");
    }
  }

  private void report(Signal signal, RemediationAudit audit) {
    if (!audit.getActor().equals(ACTUATOR)) {
      dropped(signal, audit.getActor().equals(Auditor.ACTOR) ? "own" : "not-ours");
      return;
    }
    if (audit.getCommandId() == null) {
      dropped(signal, "no-command");
      return;
    }
    if (!keeps(signal, Contract.check(signal.key(), audit, latest(signal)))) {
      return;
    }
    TargetEntry entry = book().find(audit.getTarget());
    if (entry == null) {
      dropped(signal, "unknown-target");
      return;
    }
    entry.follow(orders.now());
    Long tick = lastTick(entry.key().cluster());
    long now = Math.max(audit.getAt().toEpochMilli(), tick == null ? 0 : tick);
    write(entry, entry.loop().outcome(entry.state(), audit, entry.rules(), now), now);
    published(signal);
  }

  private void answer(Signal signal, PermitAnswer answer) {
    if (!keeps(signal, PermitContract.check(signal.key(), answer, latest(signal)))) {
      return;
    }
    Ruling ruling = PermitRecords.read(answer);
    TargetEntry entry = book().entry(answer.getTarget());
    Orders.Snapshot snapshot = orders.now();
    entry.follow(snapshot);
    Long tick = lastTick(entry.key().cluster());
    long latest = tick == null ? ruling.at() : tick;
    long now = Math.max(ruling.at(), latest);
    Situation situation = situation(entry, snapshot, latest, now);
    write(
        entry,
        entry.loop().answered(entry.state(), situation, entry.judged(situation), ruling),
        now);
    published(signal);
  }

  private void event(Signal signal, HealthEvent event) {
    if (!keeps(signal, Contract.check(signal.key(), event, latest(signal)))) {
      return;
    }
    if (!event.getType().equals(Contract.TICK)) {
      fact(signal, event);
      return;
    }
    int partition = signal.found().partition();
    if (keeps(signal, Contract.checkTick(event, partition))) {
      tick(
          signal,
          TargetKey.parse(event.getTarget()).cluster(),
          event.getOccurredAt().toEpochMilli());
    }
  }

  /** States are kept of every target, whether or not a policy asks for them yet. */
  private void fact(Signal signal, HealthEvent event) {
    Fact fact = Fact.of(event).orElse(null);
    if (fact == null) {
      dropped(signal, "unknown-phase-or-type");
      return;
    }
    TargetEntry entry =
        fact.stands() ? book().entry(event.getTarget()) : book().find(event.getTarget());
    if (entry == null) {
      dropped(signal, "unknown-target");
      return;
    }
    entry.follow(orders.now());
    if (!fact.stands() && !entry.counts(fact)) {
      dropped(signal, "not-watched");
      return;
    }
    Long tick = lastTick(entry.key().cluster());
    long horizon = horizon(tick);
    long oldest =
        tick == null ? Long.MIN_VALUE : horizon - entry.sorter().retention().longestMillis();
    switch (entry.facts().offer(fact, oldest)) {
      case ACCEPTED -> {
        entry.wake();
        book().waits(entry, fact);
        published(signal);
        atOnce(entry, fact, tick);
      }
      case REPEATED -> dropped(signal, "repeated");
      case LATE -> dropped(signal, "late");
      case OVERFLOW -> dropped(signal, "too-many-waiting");
    }
  }

  /** A fact that is far ahead of the last tick waits for a later one: no ticks, no decisions. */
  private void atOnce(TargetEntry entry, Fact fact, @Nullable Long tick) {
    if (tick == null || fact.at() > tick + FARTHEST_AHEAD_MILLIS || !entry.heeds(fact)) {
      return;
    }
    long now = Math.max(tick, entry.latestHeeded(tick + FARTHEST_AHEAD_MILLIS).orElse(tick));
    Situation situation = situation(entry, orders.now(), tick, now);
    write(entry, entry.loop().atOnce(entry.state(), situation, () -> entry.judged(situation)), now);
  }

  private Situation situation(TargetEntry entry, Orders.Snapshot snapshot, long tick, long now) {
    Long heard = book().mark(heardMark(entry.key().cluster()));
    return entry.situation(
        snapshot,
        heard == null ? now : heard,
        tick - graceMillis,
        tick + FARTHEST_AHEAD_MILLIS,
        now);
  }

  private void tick(Signal signal, String cluster, long now) {
    Long last = lastTick(cluster);
    if (last != null && now <= last) {
      dropped(signal, "tick-passed");
      return;
    }
    if (last == null || now - last > LONGEST_GAP_MILLIS) {
      book().mark(heardMark(cluster), now);
      book().of(cluster).forEach(TargetEntry::wake);
    }
    book().mark(tickMark(cluster), now);
    tallies.tick(signal.found().partition(), now);
    census(cluster, now);
    Orders.Snapshot snapshot = orders.now();
    List<TargetEntry> gone = new ArrayList<>();
    for (TargetEntry entry : book().of(cluster)) {
      if (entry.rests(snapshot, now)) {
        continue;
      }
      tick(entry, snapshot, now);
      if (entry.isForgettable()) {
        gone.add(entry);
      }
    }
    gone.forEach(book()::forget);
    published(signal);
  }

  /** A mark in the state says that the arbiter was told of it: without it all begins anew. */
  private void census(String cluster, long now) {
    boolean fresh = book().mark(toldMark(cluster)) == null;
    Objects.requireNonNull(censusTaker, "process before init")
        .take(cluster, book().of(cluster), fresh, now)
        .ifPresent(
            taken -> {
              book().mark(toldMark(cluster), now);
              tell(cluster, taken, now);
            });
  }

  private void tell(String cluster, Request request, long now) {
    context()
        .forward(
            new Record<>(cluster, PermitRecords.of(context().taskId().partition(), request), now),
            Names.PERMIT_REQUESTS);
  }

  private void tick(TargetEntry entry, Orders.Snapshot snapshot, long now) {
    entry.follow(snapshot);
    long horizon = now - graceMillis;
    if (!entry.windows().isEmpty()) {
      Drained drained = entry.windows().drain(horizon, entry.sorter().retention());
      book().drained(entry, drained);
      entry.expired(drained);
      tallies.dropped("instances-or-series", drained.dropped());
    }
    if (!entry.facts().isEmpty()) {
      Settled settled =
          entry.facts().settle(horizon, entry.sorter().retention().longestMillis(), entry::counts);
      book().settled(entry, settled);
      tallies.dropped("facts", settled.dropped());
    }
    if (entry.isIdle()) {
      return;
    }
    Situation situation = situation(entry, snapshot, now, now);
    TargetState before = entry.state();
    Decided decided = entry.loop().tick(before, situation, entry.judged(situation));
    write(entry, decided, now);
    entry.rest(before, decided, situation, terms);
  }

  private void write(TargetEntry entry, Decided decided, long now) {
    book().state(entry, decided.state());
    String key = entry.name();
    for (RemediationAudit audit : decided.audit()) {
      tallies.audited(audit.getStage().name(), audit.getGate() == null ? "" : audit.getGate());
      context().forward(new Record<>(key, audit, now), Names.AUDIT);
    }
    decided
        .command()
        .ifPresent(
            command -> {
              tallies.issued(command.getAction());
              context().forward(new Record<>(key, command, now), Names.COMMANDS);
            });
    for (Incident incident : decided.incidents()) {
      context().forward(new Record<>(key, incident, now), Names.INCIDENTS);
    }
    decided.requests().forEach(request -> tell(entry.key().cluster(), request, now));
    if (decided.isUrgent()) {
      outOfTurn.get().commit(context());
    }
  }

  /** The task of partition 0 dead-letters what the global thread could not use, each once. */
  private void buryPoison() {
    if (context().taskId().partition() != 0) {
      return;
    }
    List<Orders.Poison> all = orders.now().poison();
    if (all.size() == buried) {
      return;
    }
    buried = all.size();
    for (Orders.Poison poison : all) {
      String mark = "poison/" + poison.found().topic() + "-" + poison.found().partition();
      Long last = book().mark(mark);
      if (last == null || poison.found().offset() > last) {
        DeadLetters.forward(context(), poison.found(), poison.reason(), Names.DEAD_LETTER);
        book().mark(mark, poison.found().offset());
      }
    }
  }
}
