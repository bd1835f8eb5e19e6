package io.reflexarc.decider.state;

import io.reflexarc.decider.arbiter.Breaker;
import io.reflexarc.decider.arbiter.Breaker.Closed;
import io.reflexarc.decider.arbiter.Breaker.HalfOpen;
import io.reflexarc.decider.arbiter.Breaker.Open;
import io.reflexarc.decider.arbiter.Breaker.Why;
import io.reflexarc.decider.arbiter.Entry;
import io.reflexarc.decider.arbiter.Entry.Circuit;
import io.reflexarc.decider.arbiter.Entry.Clock;
import io.reflexarc.decider.arbiter.Entry.End;
import io.reflexarc.decider.arbiter.Entry.Grant;
import io.reflexarc.decider.arbiter.Entry.Patient;
import io.reflexarc.decider.arbiter.Entry.Roster;
import io.reflexarc.decider.arbiter.Group;
import io.reflexarc.decider.arbiter.Needs;
import io.reflexarc.decider.state.avro.StoredCircuit;
import io.reflexarc.decider.state.avro.StoredClock;
import io.reflexarc.decider.state.avro.StoredEnd;
import io.reflexarc.decider.state.avro.StoredEntry;
import io.reflexarc.decider.state.avro.StoredGrant;
import io.reflexarc.decider.state.avro.StoredPatient;
import io.reflexarc.decider.state.avro.StoredRoster;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** What an arbiter remembers, as it is stored. */
final class EntryCodec {

  private EntryCodec() {}

  static StoredEntry write(Entry entry) {
    return StoredEntry.newBuilder().setEntry(stored(entry)).build();
  }

  private static Object stored(Entry entry) {
    if (entry instanceof Grant grant) {
      return new StoredGrant(
          grant.commandId(),
          grant.target(),
          grant.policy(),
          grant.partition(),
          grant.askedAt(),
          grant.grantedAt(),
          TargetCodec.boxed(grant.issuedAt()));
    }
    if (entry instanceof Patient patient) {
      return new StoredPatient(
          patient.target(),
          patient.partition(),
          patient.onset(),
          List.copyOf(patient.needs().dependsOn()),
          List.copyOf(patient.needs().nodes()),
          List.copyOf(patient.needs().unready()),
          patient.says());
    }
    if (entry instanceof Roster roster) {
      return new StoredRoster(roster.partition(), roster.workloads(), roster.zones());
    }
    if (entry instanceof Circuit circuit) {
      return circuit(circuit);
    }
    return new StoredClock(((Clock) entry).at());
  }

  private static StoredCircuit circuit(Circuit circuit) {
    StoredCircuit.Builder stored =
        StoredCircuit.newBuilder()
            .setGroup(circuit.group().name())
            .setEnds(
                circuit.ends().stream().map(it -> new StoredEnd(it.at(), it.failed())).toList());
    Breaker breaker = circuit.breaker();
    if (breaker instanceof Open open) {
      return stored
          .setState("OPEN")
          .setUntil(open.until())
          .setSpanMillis(open.spanMillis())
          .setWhy(open.why().name())
          .build();
    }
    if (breaker instanceof HalfOpen halfOpen) {
      return stored
          .setState("HALF_OPEN")
          .setSpanMillis(halfOpen.spanMillis())
          .setWhy(halfOpen.why().name())
          .setProbe(halfOpen.probe().orElse(null))
          .build();
    }
    return stored.setState("CLOSED").setTolerated(((Closed) breaker).tolerated()).build();
  }

  static Entry read(StoredEntry stored) {
    Object entry = stored.getEntry();
    if (entry instanceof StoredGrant grant) {
      return new Grant(
          grant.getCommandId(),
          grant.getTarget(),
          grant.getPolicy(),
          grant.getPartition(),
          grant.getAskedAt(),
          grant.getGrantedAt(),
          TargetCodec.unboxed(grant.getIssuedAt()));
    }
    if (entry instanceof StoredPatient patient) {
      Needs needs =
          new Needs(
              new TreeSet<>(patient.getDependsOn()),
              new TreeSet<>(patient.getNodes()),
              new TreeSet<>(patient.getUnready()));
      return new Patient(
          patient.getTarget(),
          Group.of(patient.getTarget()),
          patient.getPartition(),
          patient.getOnset(),
          needs,
          patient.getSays());
    }
    if (entry instanceof StoredRoster roster) {
      return new Roster(
          roster.getPartition(), roster.getWorkloads(), new TreeMap<>(roster.getZones()));
    }
    if (entry instanceof StoredCircuit circuit) {
      return circuit(circuit);
    }
    return new Clock(((StoredClock) entry).getAt());
  }

  private static Circuit circuit(StoredCircuit stored) {
    List<End> ends =
        stored.getEnds().stream().map(it -> new End(it.getAt(), it.getFailed())).toList();
    return new Circuit(Group.valueOf(stored.getGroup()), breaker(stored), ends);
  }

  private static Breaker breaker(StoredCircuit stored) {
    return switch (stored.getState()) {
      case "CLOSED" -> new Closed(stored.getTolerated());
      case "OPEN" ->
          new Open(number(stored.getUntil()), number(stored.getSpanMillis()), why(stored));
      case "HALF_OPEN" ->
          new HalfOpen(
              number(stored.getSpanMillis()), why(stored), Optional.ofNullable(stored.getProbe()));
      default ->
          throw new SerializationException("a breaker cannot be '" + stored.getState() + "'");
    };
  }

  private static Why why(StoredCircuit stored) {
    return Why.valueOf(String.valueOf(stored.getWhy()));
  }

  private static long number(@Nullable Long value) {
    if (value == null) {
      throw new SerializationException("a stored breaker lacks a time that its state needs");
    }
    return value;
  }
}
