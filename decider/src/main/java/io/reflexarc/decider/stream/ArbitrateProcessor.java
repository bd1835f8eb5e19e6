package io.reflexarc.decider.stream;

import io.reflexarc.decider.arbiter.Arbiter;
import io.reflexarc.decider.arbiter.BreakerTerms;
import io.reflexarc.decider.arbiter.Docket;
import io.reflexarc.decider.arbiter.Entry;
import io.reflexarc.decider.arbiter.Group;
import io.reflexarc.decider.arbiter.PermitRecords;
import io.reflexarc.decider.arbiter.Request;
import io.reflexarc.decider.arbiter.Ruling;
import io.reflexarc.decider.ingest.PermitContract;
import io.reflexarc.schemas.avro.PermitRequest;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The one node of the arbiters: loads what is remembered of a cluster, hears a request, stores what
 * changed, forwards the answer; all in one transaction.
 */
final class ArbitrateProcessor implements Processor<String, Signal, Object, Object> {

  private static final String SEPARATOR = "\n";

  private final BreakerTerms terms;
  private final Tallies tallies;
  private final Supplier<OutOfTurn> outOfTurn;
  private final Map<String, Court> courts = new TreeMap<>();
  private @Nullable ProcessorContext<Object, Object> initialized;
  private boolean loaded;

  /** The arbiter of a cluster and what it remembers. */
  private record Court(Arbiter arbiter, Docket docket) {}

  ArbitrateProcessor(BreakerTerms terms, Tallies tallies, Supplier<OutOfTurn> outOfTurn) {
    this.terms = terms;
    this.tallies = tallies;
    this.outOfTurn = outOfTurn;
  }

  @Override
  public void init(ProcessorContext<Object, Object> context) {
    initialized = context;
    courts.clear();
    loaded = false;
  }

  @Override
  public void close() {
    tallies.forgetBreakers();
  }

  private ProcessorContext<Object, Object> context() {
    return Objects.requireNonNull(initialized, "process before init");
  }

  private KeyValueStore<String, Entry> store() {
    return context().getStateStore(Names.DOCKETS);
  }

  /** Read from the store when it is first needed after a start: it is restored by then. */
  private Court court(String cluster) {
    if (!loaded) {
      loaded = true;
      try (KeyValueIterator<String, Entry> all = store().all()) {
        while (all.hasNext()) {
          KeyValue<String, Entry> next = all.next();
          String of = next.key.substring(0, next.key.indexOf(SEPARATOR));
          courts.computeIfAbsent(of, any -> opened()).docket().restore(next.value);
        }
      }
    }
    return courts.computeIfAbsent(cluster, any -> opened());
  }

  private Court opened() {
    Docket docket = new Docket();
    return new Court(new Arbiter(terms, docket), docket);
  }

  @Override
  public void process(Record<String, Signal> record) {
    Signal signal = record.value();
    if (!(signal.value() instanceof PermitRequest request)) {
      dropped(signal, "tombstone");
      return;
    }
    Optional<String> mistake =
        PermitContract.check(signal.key(), request, signal.found().timestamp());
    if (mistake.isPresent()) {
      tallies.flow(signal.found().topic()).deadLettered("broken-contract");
      DeadLetters.forward(context(), signal.found(), mistake.get(), Names.PERMIT_DEAD_LETTER);
      return;
    }
    PermitRecords.read(request)
        .ifPresentOrElse(
            heard -> hear(String.valueOf(signal.key()), request.getPartition(), heard, signal),
            () -> dropped(signal, "unknown-kind"));
  }

  private void dropped(Signal signal, String reason) {
    tallies.flow(signal.found().topic()).dropped(reason);
  }

  private void hear(String cluster, int partition, Request request, Signal signal) {
    Court court = court(cluster);
    Optional<Ruling> ruling = court.arbiter().hear(partition, request);
    court
        .docket()
        .changes()
        .forEach((key, entry) -> store().put(cluster + SEPARATOR + key, entry.orElse(null)));
    ruling.ifPresent(this::answer);
    for (Group group : Group.values()) {
      tallies.breaker(cluster, group, court.arbiter().breaker(group).level());
    }
    tallies.flow(signal.found().topic()).published();
  }

  /** Somebody waits for it: it is not kept until the next regular commit. */
  private void answer(Ruling ruling) {
    tallies.ruled(ruling.denial().map(denial -> denial.gate().word()).orElse(""));
    context()
        .forward(
            new Record<>(ruling.target(), PermitRecords.of(ruling), ruling.at()),
            Names.PERMIT_ANSWERS);
    outOfTurn.get().commit(context());
  }
}
