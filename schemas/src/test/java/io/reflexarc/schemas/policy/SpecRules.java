package io.reflexarc.schemas.policy;

import java.util.stream.Collectors;

/**
 * What the parser refuses across fields, as far as CEL can say it. Shares cannot be compared: they
 * are numbers or texts, which a structural schema has no type for.
 */
final class SpecRules {

  static final CelRule NAME_OR_SELECTOR =
      CelRule.of(
              "has(self.name) || has(self.selector)",
              "is missing, write a name or a selector",
              "{name: null, selector: null}")
          .at(".name");

  static final CelRule NOT_NAME_AND_SELECTOR =
      CelRule.of(
              "!(has(self.name) && has(self.selector))",
              "stands beside a name, write one of the two",
              "{name: checkout, selector: {}}")
          .at(".selector");

  static final CelRule VALUES_NEEDED =
      CelRule.of(
              "!(self.operator in ['In', 'NotIn']) || (has(self.values) && size(self.values) > 0)",
              "needs values, write a list of them",
              "{operator: In, values: []}")
          .at(".values");

  static final CelRule NO_VALUES =
      CelRule.of(
              "self.operator in ['In', 'NotIn'] || !has(self.values) || size(self.values) == 0",
              "takes no values, leave them out",
              "{operator: Exists, values: [a]}")
          .at(".values");

  static final CelRule AN_INDICATOR =
      CelRule.of(
              SymptomReader.indicators().stream()
                  .map(name -> "has(self." + name + ")")
                  .collect(Collectors.joining(" || ")),
              "is missing, write a ratio or another indicator",
              "{ratio: null, trend: null}")
          .at(".ratio");

  static final CelRule ONE_INDICATOR =
      CelRule.of(
              "!(has(self.ratio) && has(self.trend))",
              "stands beside ratio, write one of the two",
              "{trend: {metric: heap_bytes, limit: 1Gi, exhaustionWithin: 30m}}")
          .at(".trend");

  static final CelRule NOT_ALL_BAD =
      CelRule.of(
              "self.bad.metric != self.total.metric || (has(self.bad.where) ? self.bad.where : {})"
                  + " != (has(self.total.where) ? self.total.where : {})",
              "selects the same series as total, so all would be bad; narrow it",
              "{bad: {metric: requests_total, where: null}, total: {metric: requests_total, where: null}}")
          .at(".bad");

  static final CelRule FEWER_ARE_HEALTHY =
      CelRule.of(
              "!has(self.healthyAtMost) || self.healthyAtMost < self.atLeast",
              "is not below atLeast, write a smaller number",
              "{atLeast: 3, healthyAtMost: 3}")
          .at(".healthyAtMost");

  static final CelRule FASTER_IS_HEALTHY =
      CelRule.of(
              "!has(self.healthyBelow) || "
                  + CelDuration.of("self.healthyBelow")
                  + " < "
                  + CelDuration.of("self.unhealthyAbove"),
              "is not below unhealthyAbove, write a shorter time",
              "{unhealthyAbove: 1s, healthyBelow: 1000ms}")
          .at(".healthyBelow");

  static final CelRule VERSIONS_TO_COMPARE =
      CelRule.of(
              "!has(self.versus) || !has(self.per) || !(self.per in ['workload', 'node'])",
              "compares versions, write per: version",
              "{versus: last-known-good, per: workload}")
          .at(".versus");

  static final CelRule BEYOND_IS_FARTHER =
      CelRule.of(
              "!has(self.healthyBeyond) || "
                  + CelDuration.of("self.healthyBeyond")
                  + " > "
                  + CelDuration.of("self.exhaustionWithin"),
              "is not longer than exhaustionWithin, write a longer time",
              "{exhaustionWithin: 1d, healthyBeyond: 24h}")
          .at(".healthyBeyond");

  static final CelRule SOMETHING_IS_COMPARED =
      CelRule.of(
              "has(self.ratio) || has(self.gauge) || has(self.latency)",
              "is missing, write a ratio, a gauge or a latency that is compared",
              "{ratio: null}")
          .at(".ratio");

  static final CelRule TRAFFIC_IS_IN_A_RATIO =
      CelRule.of(
              "!has(self.traffic) || !has(self.ratio)",
              "is what a ratio is a share of already, leave it out",
              "{traffic: {metric: requests_total}}")
          .at(".traffic");

  static final CelRule SOME_WORK =
      CelRule.of(
              "has(self.arrivals) || has(self.backlog)",
              "is missing, write a counter of arrivals, or a gauge as backlog",
              "{arrivals: null}")
          .at(".arrivals");

  static final CelRule ONE_KIND_OF_WORK =
      CelRule.of(
              "!(has(self.arrivals) && has(self.backlog))",
              "stands beside arrivals, write one of the two",
              "{backlog: {metric: queue_depth}}")
          .at(".backlog");

  static final CelRule A_CLAIM =
      CelRule.of(
              "has(self.metric) || has(self.type)",
              "is missing, write a gauge or the type of a fact",
              "{metric: null}")
          .at(".metric");

  static final CelRule ONE_KIND_OF_CLAIM =
      CelRule.of(
              "!(has(self.metric) && has(self.type))",
              "stands beside metric, write one of the two",
              "{type: leader.claimed}")
          .at(".type");

  /** One burst stays in a ratio's window for the window's whole length. */
  static final CelRule NOT_ONE_BURST =
      CelRule.of(
              "!has(self.ratio) || !has(self.__for__) || "
                  + CelDuration.of("self.__for__")
                  + " == duration('0s') || "
                  + CelDuration.of("self.__for__")
                  + " >= "
                  + CelDuration.or("self.ratio", "window", RatioReader.DEFAULT_WINDOW),
              "is shorter than the window, so one burst would fill it",
              "{for: 4m, ratio: {window: null}}")
          .at(".for");

  static final CelRule PAGE_LAST =
      CelRule.of(
          "!self.exists(rung, rung.action == 'page') || self[size(self) - 1].action == 'page'",
          "page is only for the last rung, move it to the end",
          "[{action: page}, {action: rollback, verifyWithin: 10m}]");

  static final CelRule EACH_ONCE =
      CelRule.of(
          "self.all(rung, self.exists_one(other, other.action == rung.action))",
          "was tried on a rung above, leave this one out",
          "[{action: rollback, verifyWithin: 10m}, {action: rollback, verifyWithin: 10m}]");

  static final CelRule NOT_PAUSED_AND_BACK =
      CelRule.of(
          "!(self.exists(rung, rung.action == 'pauseRollout')"
              + " && self.exists(rung, rung.action == 'rollback'))",
          "what is paused does not roll back, leave one of the two out",
          "[{action: pauseRollout, verifyWithin: 10m}, {action: rollback, verifyWithin: 10m}]");

  static final CelRule VERIFY_NEEDED =
      CelRule.of(
              "self.action == 'page' || has(self.verifyWithin)",
              "is missing, write how long healing may take: 10m",
              "{action: rollback, verifyWithin: null}")
          .at(".verifyWithin");

  static final CelRule PAGE_IS_NOT_VERIFIED =
      CelRule.of(
              "self.action != 'page' || !has(self.verifyWithin)",
              "a page is not verified, leave it out",
              "{action: page, verifyWithin: 10m}")
          .at(".verifyWithin");

  static final CelRule ROLLBACK_KNOWS_THE_VERSION =
      CelRule.of(
              "!has(self.symptom.trend) || !has(self.symptom.trend.per) || self.symptom.trend.per"
                  + " != 'pod' || !self.ladder.exists(rung, rung.action == 'rollback')",
              "rollback needs to know the sick version, write per: version in the symptom",
              "{symptom: {ratio: null, trend: {metric: heap_bytes, per: pod, limit: 1Gi,"
                  + " exhaustionWithin: 30m}}}")
          .at(".ladder");

  static final CelRule VERIFIED_WITH_NEW_EVIDENCE =
      CelRule.of(
              "self.ladder.all(rung, !has(rung.verifyWithin) || "
                  + CelDuration.of("rung.verifyWithin")
                  + " >= (has(self.symptom.ratio) ? "
                  + CelDuration.or("self.symptom.ratio", "window", RatioReader.DEFAULT_WINDOW)
                  + " : has(self.symptom.trend) ? "
                  + CelDuration.or("self.symptom.trend", "window", TrendReader.DEFAULT_WINDOW)
                  + " : duration('0s')))",
              "is shorter than the window of evidence it waits for",
              "{symptom: {for: 1d, ratio: {window: 15m}}}")
          .at(".ladder");

  private SpecRules() {}
}
