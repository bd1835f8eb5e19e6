package io.reflexarc.schemas.policy;

import static io.reflexarc.schemas.policy.SchemaNode.duration;
import static io.reflexarc.schemas.policy.SchemaNode.entries;
import static io.reflexarc.schemas.policy.SchemaNode.list;
import static io.reflexarc.schemas.policy.SchemaNode.mapping;
import static io.reflexarc.schemas.policy.SchemaNode.text;
import static io.reflexarc.schemas.policy.SchemaNode.wholeNumber;
import static io.reflexarc.schemas.policy.SchemaNode.word;

import io.reflexarc.schemas.policy.LabelExpression.Operator;
import java.time.Duration;

/**
 * The schema of {@code spec}: the fields of the policy records with what they mean. Words come from
 * the records' lists, bounds from the parser's readers.
 */
final class SpecSchema {

  private static final int LONGEST_NAME = 253;
  private static final int LONGEST_LABEL = 317;
  private static final int LONGEST_LABEL_VALUE = 63;
  private static final int LONGEST_TIMEZONE = 64;

  private SpecSchema() {}

  static SchemaNode spec() {
    return mapping(
            "What counts as sick, what is tried, what holds it back.",
            "target",
            "symptom",
            "ladder")
        .field(
            "mode",
            word("How far it may go without a human.", Word.allOf(Mode.class))
                .byDefault(Mode.OBSERVE.word()))
        .field("target", target())
        .field("symptom", SymptomSchema.symptom())
        .field(
            "ladder",
            list(
                    "What is tried, in order, each once, until it is healed.",
                    1,
                    PolicySpec.MAX_RUNGS,
                    rung())
                .rule(SpecRules.PAGE_LAST)
                .rule(SpecRules.EACH_ONCE)
                .rule(SpecRules.NOT_PAUSED_AND_BACK))
        .field("restraint", restraint())
        .field("approval", approval())
        .rules(ActionSchema.rulesOfTargets())
        .rule(SpecRules.ROLLBACK_KNOWS_THE_VERSION)
        .rule(SpecRules.VERIFIED_WITH_NEW_EVIDENCE);
  }

  private static SchemaNode target() {
    return mapping(
            "Which workloads of the policy's namespace are watched, by name or by labels.", "kind")
        .field("kind", word("Kind of the workloads.", TargetReader.KINDS))
        .field("name", text("Exact name of one workload.", LONGEST_NAME, TargetReader.NAME))
        .field(
            "selector",
            mapping("Labels of the workloads; {} is all of them.")
                .field(
                    "matchLabels",
                    entries(
                        "Label to value; all must be equal.",
                        TargetReader.MAX_CONDITIONS,
                        text("", LONGEST_LABEL_VALUE, TargetReader.LABEL_VALUE)))
                .field(
                    "matchExpressions",
                    list(
                        "Further conditions; all must hold.",
                        0,
                        TargetReader.MAX_CONDITIONS,
                        expression())))
        .rule(SpecRules.NAME_OR_SELECTOR)
        .rule(SpecRules.NOT_NAME_AND_SELECTOR);
  }

  private static SchemaNode expression() {
    return mapping("A condition on one label.", "key", "operator")
        .field("key", text("The label.", LONGEST_LABEL))
        .field("operator", word("How it is compared.", Word.allOf(Operator.class)))
        .field(
            "values",
            list(
                "What it is compared with.",
                0,
                TargetReader.MAX_CONDITIONS,
                text("One value.", LONGEST_LABEL_VALUE, TargetReader.LABEL_VALUE)))
        .rule(SpecRules.VALUES_NEEDED)
        .rule(SpecRules.NO_VALUES);
  }

  private static SchemaNode rung() {
    return mapping("One step.", "action")
        .field(
            "action",
            word(
                "What is done; page only as the last rung.",
                Action.ofLadders().stream().map(Action::word).toList()))
        .field(
            "verifyWithin",
            duration(
                "How long healing may take before the next rung.",
                LadderReader.SHORTEST_VERIFY,
                LadderReader.LONGEST_VERIFY))
        .field("with", ActionSchema.with())
        .rule(SpecRules.VERIFY_NEEDED)
        .rule(SpecRules.PAGE_IS_NOT_VERIFIED)
        .rules(ActionSchema.rules());
  }

  private static SchemaNode restraint() {
    int most = RestraintReader.MAX_ITEMS;
    return mapping("What holds the policy back.")
        .field(
            "cooldown",
            duration(
                "How long after an action on a target no other follows; 30m where nothing is said.",
                Duration.ZERO,
                RestraintReader.WEEK))
        .field("limit", list("How many actions there may be; all limits hold.", 0, most, limit()))
        .field("blackouts", list("When nothing is done.", 0, most, blackout()))
        .field(
            "holdWhile",
            list(
                "States of the target, or of what it needs, during which nothing is done;"
                    + " dependency-unhealthy, node-unhealthy and release-unhealthy where nothing is"
                    + " said.",
                0,
                most,
                word("One state.", Word.allOf(Hold.class))));
  }

  private static SchemaNode approval() {
    return mapping("How a policy in mode approve asks.")
        .field(
            "ttl",
            duration(
                "For how long it waits for an answer; 15m where nothing is said.",
                ApprovalReader.SHORTEST_TTL,
                ApprovalReader.LONGEST_TTL));
  }

  private static SchemaNode limit() {
    return mapping("At most so many actions in any span.", "count", "per")
        .field("count", wholeNumber("How many.", 1, RestraintReader.MOST_ACTIONS))
        .field("per", duration("In which span.", RestraintReader.SECOND, RestraintReader.WEEK))
        .field(
            "scope",
            word(
                "What is counted together; target where nothing is said.",
                Word.allOf(LimitScope.class)));
  }

  private static SchemaNode blackout() {
    return mapping("A time that comes again.", "cron", "duration")
        .field(
            "cron",
            text(
                "When it begins; five fields as in crontab, or six with seconds first.",
                RestraintReader.LONGEST_CRON,
                RestraintReader.CRON))
        .field(
            "duration",
            duration("How long it lasts.", RestraintReader.SECOND, Blackout.MAX_DURATION))
        .field(
            "timezone",
            text("Name from the tz database; UTC where nothing is said.", LONGEST_TIMEZONE));
  }
}
