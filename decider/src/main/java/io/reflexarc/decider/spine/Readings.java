package io.reflexarc.decider.spine;

import io.reflexarc.decider.fact.Told;
import io.reflexarc.decider.judge.ConditionKey;
import io.reflexarc.decider.judge.Judged;
import io.reflexarc.decider.rule.Look;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.decider.window.SeriesKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the rules about a target say; asked anew only when it can have changed. All look at what is
 * settled. Urgent ones look at what has arrived as well: by that they may be unhealthy, not
 * healthy.
 *
 * <p>Not safe for use by several threads: each belongs to one target.
 */
public final class Readings {

  private Said settled = Said.NOTHING;
  private Said arrived = Said.NOTHING;
  private List<Judged> judged = List.of();

  /** What readings depend on: while it is the same, so are they. */
  private record Stamp(
      long windows,
      Object facts,
      long heardSince,
      long pane,
      long notBefore,
      Object fleet,
      Object rules,
      Object ledger) {}

  /** What some of the rules said, and what that depended on; null before they were asked. */
  private record Said(@Nullable Stamp stamp, List<Judged> judged) {
    static final Said NOTHING = new Said(null, List.of());
  }

  /** What they say now, in the order of the rules. */
  public List<Judged> of(Situation situation, TargetState state) {
    Said nowSettled = said(settled, situation.rules(), situation.settled(), situation, state);
    Said nowArrived =
        situation.isAllSettled()
            ? Said.NOTHING
            : said(arrived, urgent(situation.rules()), situation.arrived(), situation, state);
    if (nowSettled != settled || nowArrived != arrived) {
      settled = nowSettled;
      arrived = nowArrived;
      judged = together(situation.rules());
    }
    return judged;
  }

  private static List<Rule> urgent(List<Rule> rules) {
    return rules.stream().filter(Rule::isUrgent).toList();
  }

  private static Said said(
      Said before, List<Rule> asked, Told told, Situation situation, TargetState state) {
    Stamp stamp =
        new Stamp(
            situation.windows().revision(),
            told.facts().revision(),
            situation.heardSince(),
            Math.floorDiv(told.horizon(), SeriesKey.SHORTEST_PANE_MILLIS),
            state.notBefore(),
            situation.fleet(),
            asked,
            state.ledger());
    return stamp.equals(before.stamp())
        ? before
        : new Said(stamp, read(asked, situation.look(told, state)));
  }

  private static List<Judged> read(List<Rule> asked, Look look) {
    List<Judged> readings = new ArrayList<>();
    for (Rule rule : asked) {
      rule.read(look).forEach(reading -> readings.add(new Judged(rule, reading)));
    }
    return List.copyOf(readings);
  }

  private List<Judged> together(List<Rule> rules) {
    List<Judged> unhealthy =
        arrived.judged().stream().filter(each -> each.reading().unhealthy()).toList();
    if (unhealthy.isEmpty()) {
      return settled.judged();
    }
    Map<ConditionKey, Judged> all = new LinkedHashMap<>();
    settled.judged().forEach(each -> all.put(each.key(), each));
    unhealthy.forEach(each -> all.put(each.key(), each));
    return all.values().stream()
        .sorted(Comparator.comparingInt(each -> rules.indexOf(each.rule())))
        .toList();
  }
}
