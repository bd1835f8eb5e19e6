package io.reflexarc.decider.state;

import io.reflexarc.decider.indicator.Part;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.judge.ConditionKey;
import io.reflexarc.decider.restraint.Memory;
import io.reflexarc.decider.restraint.Memory.Crossing;
import io.reflexarc.decider.restraint.Memory.Recovery;
import io.reflexarc.decider.restraint.Memory.Rollback;
import io.reflexarc.decider.state.avro.StoredCrossing;
import io.reflexarc.decider.state.avro.StoredRecovery;
import io.reflexarc.decider.state.avro.StoredRollback;
import io.reflexarc.decider.state.avro.StoredTarget;
import java.util.List;
import java.util.stream.Stream;

/** What was done to a target, and what crossed, as it is stored. */
final class MemoryCodec {

  /** Format 1 did not say what had crossed. */
  private static final ConditionKey UNKNOWN = new ConditionKey("", Subject.WORKLOAD);

  private MemoryCodec() {}

  static StoredTarget.Builder write(Memory memory, StoredTarget.Builder stored) {
    return stored
        .setActions(memory.actions())
        .setRollbacks(
            memory.rollbacks().stream()
                .map(
                    each ->
                        new StoredRollback(
                            each.commandId(), each.fromVersion(), each.toVersion(), each.at()))
                .toList())
        .setCrossings(List.of())
        .setFlaps(memory.crossings().stream().map(MemoryCodec::write).toList())
        .setRecoveries(
            memory.recoveries().stream()
                .map(each -> new StoredRecovery(each.policy(), each.at()))
                .toList());
  }

  private static StoredCrossing write(Crossing crossing) {
    ConditionKey condition = crossing.condition();
    return new StoredCrossing(
        condition.policy(), condition.version(), condition.subject().part().key(), crossing.at());
  }

  static Memory read(StoredTarget stored) {
    return new Memory(
        stored.getActions(),
        stored.getRollbacks().stream().map(MemoryCodec::read).toList(),
        Stream.concat(
                stored.getCrossings().stream().map(at -> new Crossing(UNKNOWN, at)),
                stored.getFlaps().stream().map(MemoryCodec::read))
            .toList(),
        stored.getRecoveries().stream()
            .map(each -> new Recovery(each.getPolicy(), each.getAt()))
            .toList());
  }

  private static Rollback read(StoredRollback stored) {
    return new Rollback(
        stored.getCommandId(), stored.getFromVersion(), stored.getToVersion(), stored.getAt());
  }

  private static Crossing read(StoredCrossing stored) {
    return new Crossing(
        new ConditionKey(
            stored.getPolicy(), new Subject(stored.getVersion(), Part.parse(stored.getPart()))),
        stored.getAt());
  }
}
