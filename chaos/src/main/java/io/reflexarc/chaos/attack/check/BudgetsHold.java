package io.reflexarc.chaos.attack.check;

import io.reflexarc.schemas.avro.PolicyRecord;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.ParseResult;
import io.reflexarc.schemas.policy.PolicyParser;
import io.reflexarc.schemas.policy.RateLimit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * I4: no budget is ever exceeded: in the span before each command there are no more of its scope
 * than the policy allows, in the generation that the command names.
 */
final class BudgetsHold implements Invariant {

  static final String NAME = "I4";

  @Override
  public List<Violation> broken(Testimony testimony) {
    Map<String, List<RateLimit>> limits = limits(testimony.policies());
    List<Violation> found = new ArrayList<>();
    for (RemediationCommand command : testimony.orders()) {
      String policy = command.getPolicy() + "@" + command.getPolicyGeneration();
      List<RateLimit> own = limits.get(policy);
      if (own == null) {
        found.add(new Violation(NAME, "command " + command.getId(), policy + " was not published"));
        continue;
      }
      for (RateLimit limit : own) {
        long counted = counted(testimony.orders(), command, limit);
        if (counted > limit.count()) {
          found.add(new Violation(NAME, command.getTarget(), says(command, limit, counted)));
        }
      }
    }
    return found;
  }

  private static long counted(
      List<RemediationCommand> all, RemediationCommand last, RateLimit limit) {
    Instant until = last.getIssuedAt();
    Instant from = until.minus(limit.per());
    return all.stream()
        .filter(each -> each.getIssuedAt().isAfter(from) && !each.getIssuedAt().isAfter(until))
        .filter(each -> scope(each, limit).equals(scope(last, limit)))
        .count();
  }

  private static String scope(RemediationCommand command, RateLimit limit) {
    TargetKey target = TargetKey.parse(command.getTarget());
    return switch (limit.scope()) {
      case TARGET -> command.getTarget();
      case POLICY -> command.getPolicy();
      case NAMESPACE -> target.cluster() + "/" + target.namespace();
      case CLUSTER -> target.cluster();
    };
  }

  private static String says(RemediationCommand command, RateLimit limit, long counted) {
    return "%d commands within %s up to %s, command %s; %s allows %d for each %s"
        .formatted(
            counted,
            limit.per(),
            command.getIssuedAt(),
            command.getId(),
            command.getPolicy(),
            limit.count(),
            limit.scope());
  }

  private static Map<String, List<RateLimit>> limits(List<PolicyRecord> policies) {
    Map<String, List<RateLimit>> limits = new HashMap<>();
    for (PolicyRecord each : policies) {
      ParseResult result =
          PolicyParser.parse(
              each.getNamespace(), each.getName(), each.getGeneration(), each.getSpec());
      if (result instanceof ParseResult.Accepted accepted) {
        limits.put(
            each.getNamespace() + "/" + each.getName() + "@" + each.getGeneration(),
            accepted.policy().spec().restraint().limits());
      }
    }
    return limits;
  }
}
