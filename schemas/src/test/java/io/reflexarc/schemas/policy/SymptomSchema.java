package io.reflexarc.schemas.policy;

import static io.reflexarc.schemas.policy.SchemaNode.duration;
import static io.reflexarc.schemas.policy.SchemaNode.entries;
import static io.reflexarc.schemas.policy.SchemaNode.list;
import static io.reflexarc.schemas.policy.SchemaNode.mapping;
import static io.reflexarc.schemas.policy.SchemaNode.numberOrText;
import static io.reflexarc.schemas.policy.SchemaNode.text;
import static io.reflexarc.schemas.policy.SchemaNode.wholeNumber;
import static io.reflexarc.schemas.policy.SchemaNode.word;

import io.reflexarc.schemas.policy.Per.By;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** The schema of {@code spec.symptom}. */
final class SymptomSchema {

  private SymptomSchema() {}

  static SchemaNode symptom() {
    return mapping("What counts as sick, and for how long. Exactly one indicator.")
        .field("ratio", ratio())
        .field("trend", trend())
        .field("events", events())
        .field("condition", condition())
        .field("alert", alert())
        .field("absence", absence())
        .field("gauge", gauge())
        .field("latency", latency())
        .field("burnRate", burnRate())
        .field("outlier", PodSymptomSchema.outlier())
        .field("progress", PodSymptomSchema.progress())
        .field("singleton", PodSymptomSchema.singleton())
        .field("all", parts("All of several indicators say so."))
        .field("any", parts("Any of several indicators says so."))
        .field(
            "for",
            duration(
                "How long unhealthy must hold before anything is done; 10m, or the window where that is longer; 0s where the indicator itself waits.",
                Duration.ZERO,
                SymptomReader.LONGEST_FOR))
        .field(
            "recoverFor",
            duration(
                "How long healthy must hold before it counts as over; 30m where nothing is said.",
                Duration.ZERO,
                SymptomReader.LONGEST_RECOVER_FOR))
        .rule(SpecRules.AN_INDICATOR)
        .rule(SpecRules.ONE_INDICATOR)
        .rule(SpecRules.NOT_ONE_BURST);
  }

  private static SchemaNode ratio() {
    return mapping(
            "Bad events over all events of a window, from counters.",
            "bad",
            "total",
            "unhealthyAbove")
        .field("bad", selector("Counters of what went wrong."))
        .field("total", selector("Counters of everything."))
        .field("per", per(Per.VERSION, RatioReader.PER))
        .field("window", window("How much of the past is looked at; 5m where nothing is said."))
        .field("unhealthyAbove", share("Unhealthy above this share, such as 1% or 0.01.", false))
        .field(
            "healthyBelow",
            share(
                "Healthy again below this share; a fifth of unhealthyAbove where nothing is said.",
                false))
        .field(
            "minimumSamples",
            wholeNumber(
                "Fewer events in the window than this are unknown health; 100 where nothing is said.",
                1,
                RatioReader.MOST_SAMPLES))
        .field(
            "versus",
            word("What it must also be significantly worse than.", Word.allOf(Versus.class)))
        .rule(SpecRules.NOT_ALL_BAD)
        .rule(SpecRules.VERSIONS_TO_COMPARE);
  }

  private static SchemaNode trend() {
    return metric(
            mapping(
                "A gauge that climbs towards a limit, such as a leak.",
                "metric",
                "limit",
                "exhaustionWithin"))
        .field("per", per(Per.VERSION, TrendReader.PER))
        .field(
            "window",
            window("How much of the past the slope is fitted to; 10m where nothing is said."))
        .field(
            "limit",
            numberOrText(
                    "What it must not reach; memory-limit, an amount such as 256Mi, or a number.",
                    Pattern.compile(Ceiling.MEMORY_LIMIT),
                    Amounts.QUANTITY)
                .above(0, false))
        .field(
            "exhaustionWithin",
            duration(
                "Unhealthy when, at this slope, the limit is reached within this time.",
                TrendReader.NEAREST,
                TrendReader.FARTHEST))
        .field(
            "healthyBeyond",
            duration(
                "Healthy again when the limit is farther away than this; twice exhaustionWithin where nothing is said.",
                TrendReader.NEAREST,
                TrendReader.FARTHEST.multipliedBy(TrendReader.DEFAULT_HYSTERESIS)))
        .field(
            "minimumRise",
            share(
                "Less rise over the window than this share of the limit is no trend; 5% where nothing is said.",
                true))
        .field(
            "minimumSamples",
            wholeNumber(
                "Fewer samples in the window than this are unknown health; 20 where nothing is said.",
                Trend.MIN_SAMPLES,
                TrendReader.MOST_SAMPLES))
        .rule(SpecRules.BEYOND_IS_FARTHER);
  }

  private static SchemaNode events() {
    return fact(mapping("So many facts of a type within a window.", "type", "atLeast"))
        .field(
            "phases",
            list(
                "Which of its records are counted; occurred and began where nothing is said.",
                1,
                FactPhase.values().length,
                word("One phase.", Word.allOf(FactPhase.class))))
        .field("per", per(Per.VERSION, FactReader.PER))
        .field("window", window("How much of the past is looked at; 10m where nothing is said."))
        .field("atLeast", wholeNumber("Unhealthy from this many on.", 1, Events.MOST))
        .field(
            "healthyAtMost",
            wholeNumber(
                "Healthy again with this many or fewer; less than half of atLeast where nothing is said.",
                0,
                Events.MOST - 1))
        .rule(SpecRules.FEWER_ARE_HEALTHY);
  }

  private static SchemaNode condition() {
    return fact(mapping("States that hold now, such as pods that are not ready.", "type"))
        .field("per", per(Per.VERSION, FactReader.PER))
        .field(
            "atLeast",
            wholeNumber(
                "Unhealthy when so many hold at once; 1 where nothing is said.", 1, HeldState.MOST))
        .field("atLeastShare", share("And when they are at least this share of the pods.", false))
        .field(
            "healthyAtMost",
            wholeNumber(
                "Healthy again with this many or fewer; less than half of atLeast where nothing is said.",
                0,
                HeldState.MOST - 1));
  }

  private static SchemaNode alert() {
    return matching(
            mapping("An external alert fires.", "name")
                .field(
                    "name",
                    text(
                        "The alert's name, or a regular expression (RE2) that the whole name matches.",
                        LabelPattern.MAX_LENGTH)))
        .field("per", per(Per.WORKLOAD, FactReader.PER))
        .field(
            "atLeast",
            wholeNumber(
                "Unhealthy when so many fire at once; 1 where nothing is said.",
                1,
                HeldState.MOST));
  }

  private static SchemaNode gauge() {
    return metric(mapping("A level that is too high, or too low.", "metric"))
        .field(
            "take",
            word(
                "What of the window is compared; avg where nothing is said.",
                Word.allOf(Gauge.Take.class)))
        .field("per", per(Per.VERSION, GaugeReader.PER))
        .field("window", window("How much of the past is looked at; 5m where nothing is said."))
        .field(
            "unhealthyAbove",
            number("Unhealthy above this number or amount, such as 100 or 256Mi."))
        .field("unhealthyBelow", number("Unhealthy below this; one of the two."))
        .field(
            "healthyBelow",
            number("Clear at or below this; a tenth below unhealthyAbove where nothing is said."))
        .field(
            "healthyAbove",
            number("Clear at or above this; a tenth above unhealthyBelow where nothing is said."))
        .field(
            "minimumSamples",
            wholeNumber(
                "Fewer samples in the window than this are unknown health; 10 where nothing is said.",
                1,
                GaugeReader.MOST_SAMPLES));
  }

  private static SchemaNode latency() {
    return metric(mapping("A quantile of a histogram of times.", "metric", "unhealthyAbove"))
        .field("quantile", share("Which quantile; 99% where nothing is said.", false))
        .field("per", per(Per.VERSION, LatencyReader.PER))
        .field("window", window("How much of the past is looked at; 5m where nothing is said."))
        .field(
            "unhealthyAbove",
            duration(
                "Unhealthy when the quantile takes longer.",
                LatencyReader.SHORTEST,
                LatencyReader.LONGEST))
        .field(
            "healthyBelow",
            duration(
                "Clear when it takes less; four fifths of unhealthyAbove where nothing is said.",
                LatencyReader.SHORTEST,
                LatencyReader.LONGEST))
        .field(
            "minimumSamples",
            wholeNumber(
                "Fewer observations in the window than this are unknown health; 100 where nothing is said.",
                1,
                LatencyReader.MOST_SAMPLES))
        .field(
            "versus",
            word("What it must also be significantly slower than.", Word.allOf(Versus.class)))
        .rule(SpecRules.FASTER_IS_HEALTHY)
        .rule(SpecRules.VERSIONS_TO_COMPARE);
  }

  private static SchemaNode burnRate() {
    return mapping(
            "The error budget of an objective burns too fast, in several pairs of windows.",
            "bad",
            "total",
            "objective")
        .field("bad", selector("Counters of what went wrong."))
        .field("total", selector("Counters of everything."))
        .field("objective", share("Share of events that are to go right, such as 99.5%.", false))
        .field("per", per(Per.VERSION, BurnRateReader.PER))
        .field(
            "windows",
            list(
                "Pairs of windows, both of which must burn; 14.4 in 1h and 5m, 6 in 6h and 30m, 1 in"
                    + " 3d and 6h where nothing is said.",
                1,
                BurnRate.MOST_PAIRS,
                pair()))
        .field(
            "period",
            duration(
                "Over which the budget is given; 30d where nothing is said.",
                BurnRateReader.SHORTEST_PERIOD,
                BurnRateReader.LONGEST_PERIOD))
        .field(
            "minimumSamples",
            wholeNumber(
                "Fewer events in the long window of a pair are unknown health; 100 where nothing is"
                    + " said.",
                1,
                BurnRateReader.MOST_SAMPLES))
        .rule(SpecRules.NOT_ALL_BAD);
  }

  private static SchemaNode pair() {
    return mapping("A pair of windows.", "factor", "long", "short")
        .field(
            "factor",
            numberOrText("How many times faster than the budget allows.", Pattern.compile("-"))
                .above(0, false))
        .field("long", duration("Shows that it matters.", Indicator.MIN_WINDOW, BurnRate.LONGEST))
        .field(
            "short",
            duration(
                "Shows that it still goes on; shorter, at most twelve times.",
                Indicator.MIN_WINDOW,
                BurnRate.LONGEST));
  }

  /** What is in a part only the parser checks: a structural schema would repeat all of it. */
  private static SchemaNode parts(String description) {
    return list(
        description, 2, Combined.MOST, mapping("One indicator, written as it is by itself."));
  }

  private static SchemaNode number(String description) {
    return numberOrText(description, Amounts.QUANTITY);
  }

  private static SchemaNode absence() {
    return metric(
            fact(
                mapping(
                    "What was heard and is silent now: a metric, or facts of a type.",
                    "silentFor")))
        .field("per", per(Per.WORKLOAD, AbsenceReader.PER))
        .field(
            "silentFor",
            duration(
                "Unhealthy when nothing was heard for this long.",
                Indicator.MIN_WINDOW,
                Absence.LONGEST));
  }

  static SchemaNode fact(SchemaNode mapping) {
    return matching(
        mapping.field(
            "type",
            text(
                "Exact type of the fact, such as pod.oom-killed.",
                FactReader.LONGEST_TYPE,
                FactReader.TYPE)));
  }

  private static SchemaNode matching(SchemaNode mapping) {
    return mapping.field(
        "where",
        entries(
            "Label of the fact, or one of subject.pod, subject.container, subject.node, fact.reason, fact.source, fact.severity, to a regular expression (RE2) that the whole value matches.",
            FactReader.MAX_CONDITIONS,
            text("", LabelPattern.MAX_LENGTH)));
  }

  static SchemaNode per(Per byDefault, List<By> offered) {
    String description =
        "What is judged one by one; " + byDefault.word() + " where nothing is said.";
    List<String> words = offered.stream().filter(by -> by != By.LABEL).map(By::word).toList();
    return words.size() == offered.size()
        ? word(description, words)
        : text(
            description,
            PerReader.LONGEST,
            Pattern.compile(String.join("|", words) + "|" + PerReader.LABEL_FORM));
  }

  static SchemaNode selector(String description) {
    return metric(mapping(description, "metric"));
  }

  static SchemaNode metric(SchemaNode mapping) {
    return mapping
        .field(
            "metric",
            text("Exact name of the metric.", SelectorReader.LONGEST_NAME, SelectorReader.METRIC))
        .field(
            "where",
            entries(
                "Label to a regular expression (RE2) that the whole value matches.",
                SelectorReader.MAX_CONDITIONS,
                text("", LabelPattern.MAX_LENGTH)));
  }

  static SchemaNode window(String description) {
    return duration(description, Indicator.MIN_WINDOW, Indicator.MAX_WINDOW);
  }

  static SchemaNode share(String description, boolean orZero) {
    return numberOrText(description, Amounts.PERCENT, Amounts.PLAIN).above(0, orZero).below(1);
  }
}
