package io.reflexarc.decider.arbiter;

import io.reflexarc.decider.arbiter.Entry.Grant;
import io.reflexarc.decider.arbiter.Ruling.Denial;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.Gate;
import io.reflexarc.schemas.policy.LimitScope;
import io.reflexarc.schemas.policy.RateLimit;
import io.reflexarc.schemas.text.DurationText;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * Which commands count in which budget. A sliding window each: in any span of a limit's length no
 * more commands are issued than it allows. A permit counts from when it is granted: always, until
 * it is returned or the command was issued, then until it is a span old. So a command that is
 * issued late, by a task whose time is behind or ahead, has its place in every window that it may
 * come to lie in.
 */
final class Budgets {

  /** Longest span that a limit may have, milliseconds: what is older counts nowhere. */
  static final long LONGEST_MILLIS = 604_800_000;

  private static final NavigableSet<Grant> NONE = Collections.emptyNavigableSet();

  private final Map<String, NavigableSet<Grant>> byScope = new HashMap<>();
  private final NavigableSet<Grant> all = new TreeSet<>(Grant.YOUNGEST_FIRST);

  int size() {
    return all.size();
  }

  void add(Grant grant) {
    all.add(grant);
    for (LimitScope scope : LimitScope.values()) {
      byScope
          .computeIfAbsent(
              name(scope, grant.target(), grant.policy()),
              any -> new TreeSet<>(Grant.YOUNGEST_FIRST))
          .add(grant);
    }
  }

  void remove(Grant grant) {
    all.remove(grant);
    for (LimitScope scope : LimitScope.values()) {
      String name = name(scope, grant.target(), grant.policy());
      NavigableSet<Grant> counted = byScope.getOrDefault(name, NONE);
      if (counted.remove(grant) && counted.isEmpty()) {
        byScope.remove(name);
      }
    }
  }

  /** The commands that were issued up to that time. */
  List<Grant> upTo(long oldest) {
    return all.descendingSet().stream().takeWhile(it -> it.countsAt() <= oldest).toList();
  }

  /** The first limit without room for one more command. */
  Optional<Denial> full(Request.Ask ask, long now) {
    return ask.limits().stream().flatMap(limit -> full(ask, limit, now).stream()).findFirst();
  }

  private Optional<Denial> full(Request.Ask ask, RateLimit limit, long now) {
    NavigableSet<Grant> counted =
        byScope.getOrDefault(name(limit.scope(), ask.target(), ask.policy()), NONE);
    if (counted.size() < limit.count()) {
      return Optional.empty();
    }
    Grant blocking = counted.stream().skip(limit.count() - 1L).findFirst().orElseThrow();
    long per = limit.per().toMillis();
    boolean waits = blocking.issuedAt().isEmpty();
    if (!waits && blocking.countsAt() <= now - per) {
      return Optional.empty();
    }
    long within = counted.stream().takeWhile(each -> each.countsAt() > now - per).count();
    return Optional.of(
        new Denial(
            Gate.LIMIT,
            Optional.empty(),
            waits ? OptionalLong.empty() : OptionalLong.of(blocking.countsAt() + per),
            says(limit, within)));
  }

  private static String says(RateLimit limit, long within) {
    String who =
        switch (limit.scope()) {
          case TARGET -> "it received ";
          case POLICY -> "the policy took ";
          case NAMESPACE -> "its namespace received ";
          case CLUSTER -> "the cluster received ";
        };
    return who
        + within
        + (within == 1 ? " action in " : " actions in ")
        + DurationText.of(limit.per())
        + ", of at most "
        + limit.count();
  }

  /** What is counted together is called the same. */
  private static String name(LimitScope scope, String target, String policy) {
    return switch (scope) {
      case TARGET -> "target " + target;
      case POLICY -> "policy " + policy;
      case NAMESPACE -> "namespace " + TargetKey.parse(target).namespace();
      case CLUSTER -> "cluster";
    };
  }
}
