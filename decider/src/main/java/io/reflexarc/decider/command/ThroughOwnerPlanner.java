package io.reflexarc.decider.command;

import io.reflexarc.schemas.avro.Owner;
import io.reflexarc.schemas.policy.Gate;
import io.reflexarc.schemas.text.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * A rollback through who delivers the target, which stands still until a time.
 *
 * @param system as the owner of a workload names it
 */
record ThroughOwnerPlanner(Basis basis, String system) implements Planner {

  @Override
  public Plan plan() {
    Owner owner = basis.state().getOwner();
    if (owner == null || !owner.getKind().equals(system)) {
      return new Plan.Impossible(
          Gate.UNSUPPORTED_TARGET, "it is not delivered by " + system + ", as far as is known");
    }
    Plan plan = new RollbackPlanner(basis).plan();
    return plan instanceof Plan.Feasible back ? through(owner, back) : plan;
  }

  private Plan through(Owner owner, Plan.Feasible back) {
    Duration most = DurationText.parse(basis.with("suspendFor")).orElseThrow();
    Map<String, String> parameters = new TreeMap<>(back.parameters());
    parameters.put("until", Instant.ofEpochMilli(basis.now()).plus(most).toString());
    return Plan.Feasible.of(
        parameters,
        back.preconditions(),
        back.says()
            + ", with "
            + system
            + (owner.getReference() == null ? "" : " (" + owner.getReference() + ")")
            + " suspended for at most "
            + DurationText.of(most));
  }
}
