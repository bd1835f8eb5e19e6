package io.reflexarc.decider.state;

import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.state.avro.StoredFact;
import io.reflexarc.schemas.avro.Phase;
import java.util.TreeMap;

/** A fact as it is stored. */
final class FactCodec {

  private FactCodec() {}

  static StoredFact write(Fact fact) {
    return StoredFact.newBuilder()
        .setId(fact.id())
        .setType(fact.type())
        .setPhase(fact.phase().name())
        .setAt(fact.at())
        .setObservedAt(fact.observedAt())
        .setVersion(fact.version())
        .setAttributes(fact.attributes())
        .build();
  }

  static Fact read(StoredFact stored) {
    return new Fact(
        stored.getId(),
        stored.getType(),
        Phase.valueOf(stored.getPhase()),
        stored.getAt(),
        stored.getObservedAt(),
        stored.getVersion(),
        new TreeMap<>(stored.getAttributes()));
  }
}
