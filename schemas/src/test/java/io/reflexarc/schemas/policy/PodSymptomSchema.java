package io.reflexarc.schemas.policy;

import static io.reflexarc.schemas.policy.SchemaNode.duration;
import static io.reflexarc.schemas.policy.SchemaNode.mapping;
import static io.reflexarc.schemas.policy.SchemaNode.numberOrText;
import static io.reflexarc.schemas.policy.SchemaNode.text;
import static io.reflexarc.schemas.policy.SchemaNode.wholeNumber;
import static io.reflexarc.schemas.policy.SymptomSchema.fact;
import static io.reflexarc.schemas.policy.SymptomSchema.metric;
import static io.reflexarc.schemas.policy.SymptomSchema.selector;
import static io.reflexarc.schemas.policy.SymptomSchema.share;
import static io.reflexarc.schemas.policy.SymptomSchema.window;

import java.util.regex.Pattern;

/** The schema of the symptoms that are about single pods. */
final class PodSymptomSchema {

  private PodSymptomSchema() {}

  static SchemaNode outlier() {
    return mapping("A pod that is worse than its peers, and than it was.", "floor")
        .field(
            "ratio",
            mapping("What is compared: a share of events.", "bad", "total")
                .field("bad", selector("Counters of what went wrong."))
                .field("total", selector("Counters of everything."))
                .rule(SpecRules.NOT_ALL_BAD))
        .field("gauge", selector("What is compared: a level."))
        .field(
            "latency",
            metric(mapping("What is compared: a quantile of a histogram of times.", "metric"))
                .field("quantile", share("Which quantile; 99% where nothing is said.", false)))
        .field(
            "traffic",
            selector(
                "A counter of what a pod is given to do: for each of it, too, it must be worse."))
        .field(
            "step",
            duration(
                "How long pods are compared at one time; 1m where nothing is said.",
                Indicator.MIN_WINDOW,
                OutlierReader.LONGEST_STEP))
        .field(
            "score",
            wholeNumber(
                "Unhealthy when so many more steps were abnormal than normal; 5 where nothing is"
                    + " said.",
                2,
                Outlier.MOST_SCORE))
        .field(
            "history",
            window("How much of its own past it is compared with; 30 steps where nothing is said."))
        .field(
            "floor",
            numberOrText(
                "Nobody is abnormal who is not above this: a share of a ratio, a time of a latency,"
                    + " a number or amount of a gauge.",
                Amounts.PERCENT,
                Amounts.QUANTITY,
                Pattern.compile("([0-9]+(ms|s|m|h))+")))
        .field(
            "times",
            numberOrText(
                    "How many times what peers and past show it must be; 2 where nothing is said.",
                    Pattern.compile("-"))
                .above(1, true))
        .field(
            "minimumPeers",
            wholeNumber(
                "Fewer pods besides it are unknown health; 3 where nothing is said.",
                Outlier.FEWEST_PEERS,
                OutlierReader.MOST_PEERS))
        .field(
            "minimumSamples",
            wholeNumber(
                "Fewer samples of a pod in a step are unknown; 20 where nothing is said, 3 of a"
                    + " gauge.",
                1,
                OutlierReader.MOST_SAMPLES))
        .rule(SpecRules.SOMETHING_IS_COMPARED)
        .rule(SpecRules.TRAFFIC_IS_IN_A_RATIO);
  }

  static SchemaNode progress() {
    return mapping("Work arrives and nothing completes.", "completions")
        .field("arrivals", selector("A counter of the work that arrives."))
        .field("backlog", selector("Or a gauge of the work that waits."))
        .field("completions", selector("A counter of the work that was done."))
        .field("per", SymptomSchema.per(Per.POD, WorkProgressReader.PER))
        .field("window", window("How much of the past is looked at; 5m where nothing is said."))
        .field(
            "atLeast",
            wholeNumber(
                "So much work there must be before doing nothing is a fault; 10 arrivals or a"
                    + " backlog of 1 where nothing is said.",
                1,
                WorkProgressReader.MOST))
        .rule(SpecRules.SOME_WORK)
        .rule(SpecRules.ONE_KIND_OF_WORK);
  }

  static SchemaNode singleton() {
    return metric(fact(mapping("More than one pod claims to lead.")))
        .field(
            "lease",
            text(
                "Name of the lease whose holder leads rightly; any that is told of the target where"
                    + " nothing is said.",
                SingletonReader.LONGEST_LEASE,
                SingletonReader.LEASE))
        .field(
            "window",
            duration(
                "How old a claim may be; 1m where nothing is said.",
                Indicator.MIN_WINDOW,
                Singleton.LONGEST))
        .rule(SpecRules.A_CLAIM)
        .rule(SpecRules.ONE_KIND_OF_CLAIM);
  }
}
