package io.reflexarc.schemas.policy;

import io.reflexarc.schemas.policy.Parameter.Choice;
import io.reflexarc.schemas.policy.Parameter.Span;
import io.reflexarc.schemas.policy.Parameter.Text;
import io.reflexarc.schemas.policy.Parameter.Whole;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** The parameters of all actions. One name has one form, whichever action takes it. */
final class Parameters {

  private static final int LONGEST_NAME = 253;
  private static final int LONGEST_LABEL = 317;
  private static final int LONGEST_KEY = 253;
  private static final int LONGEST_VALUE = 1_000;
  private static final int MOST_REPLICAS = 1_000;
  private static final Pattern KEY_FORM = Pattern.compile("[-._a-zA-Z0-9]{1,253}");
  private static final Pattern LABEL_FORM =
      Pattern.compile("([-a-zA-Z0-9.]{1,253}/)?[a-zA-Z0-9]([-a-zA-Z0-9_.]{0,61}[a-zA-Z0-9])?");
  private static final Pattern PATH_FORM = Pattern.compile("(/[-a-zA-Z0-9_.~]{1,100}){1,20}");
  private static final Pattern ANY_TEXT = Pattern.compile("[^\\x00-\\x1f]*");

  private static final Whole REPLICA_COUNT = new Whole(1, MOST_REPLICAS);
  private static final Text OBJECT =
      new Text(TargetReader.NAME, LONGEST_NAME, "the name of an object");

  private static final Text ONE_LINE =
      new Text(ANY_TEXT, LONGEST_VALUE, "a text of one line, at most 1000 long");

  static final Parameter SEVERITY =
      Parameter.optional(
          Rung.SEVERITY,
          new Choice(List.of(Severity.values())),
          Severity.CRITICAL.word(),
          "How loud it is.");

  static final Parameter REPLICAS =
      Parameter.unset("replicas", REPLICA_COUNT, "So many replicas.", "5");
  static final Parameter ADD =
      Parameter.unset("add", REPLICA_COUNT, "So many replicas more than are asked for now.", "2");
  static final Parameter PERCENT =
      Parameter.unset(
          "percent",
          new Whole(1, 1_000),
          "So many hundredths of the replicas that are asked for now.",
          "150");
  static final Parameter MIN =
      Parameter.optional("min", REPLICA_COUNT, "1", "Never fewer replicas than this.");
  static final Parameter MAX =
      Parameter.optional("max", REPLICA_COUNT, "1000", "Never more replicas than this.");

  static final Parameter QUARANTINED =
      Parameter.optional(
          "atMost", new Whole(1, 100), "1", "So many pods of the target in quarantine at once.");
  static final Parameter KEEP_FOR =
      Parameter.optional(
          "keepFor",
          new Span(Duration.ofMinutes(10), Duration.ofDays(7)),
          "1d",
          "How long the pod is kept.");

  static final Parameter SUSPEND_FOR =
      Parameter.optional(
          "suspendFor",
          new Span(Duration.ofMinutes(10), Duration.ofDays(7)),
          "4h",
          "How long it stays suspended at most.");

  static final Parameter AT_ONCE =
      Parameter.optional(
          "atOnce", new Whole(1, 100), "5", "So many pods are on their way out at once.");

  static final Parameter ROUTE =
      Parameter.required("route", OBJECT, "Name of the HTTPRoute.", "shop");
  static final Parameter FROM =
      Parameter.required("from", OBJECT, "The backend that traffic leaves.", "checkout-eu");
  static final Parameter TO_BACKEND =
      Parameter.required("to", OBJECT, "Where it goes instead.", "checkout-us");
  static final Parameter STEP =
      Parameter.optional(
          "step", new Whole(1, 100), "25", "So many hundredths come back in one step.");
  static final Parameter EVERY =
      Parameter.optional(
          "every",
          new Span(Duration.ofSeconds(10), Duration.ofHours(1)),
          "1m",
          "How long all must be clear before the next step.");

  static final Parameter SERVICE =
      Parameter.required("service", OBJECT, "Name of the Service.", "db");
  static final Parameter LABEL =
      Parameter.required(
          "label",
          new Text(LABEL_FORM, LONGEST_LABEL, "a label's name"),
          "The label that its selector asks for.",
          "role");
  static final Parameter TO_VALUE =
      Parameter.required("to", OBJECT, "The value that it asks for instead.", "standby");

  static final Parameter CONFIG_MAP =
      Parameter.required("configMap", OBJECT, "Name of the ConfigMap.", "flags");
  static final Parameter KEY =
      Parameter.required(
          "key",
          new Text(KEY_FORM, LONGEST_KEY, "a key of a ConfigMap"),
          "The key.",
          "recommendations");
  static final Parameter VALUE =
      Parameter.required("value", ONE_LINE, "What it becomes, in quotes.", "\"off\"");

  static final Parameter LEASE =
      Parameter.required("lease", OBJECT, "Name of the Lease that says who leads.", "ledger");

  static final Parameter PATH =
      Parameter.required(
          "path",
          new Text(PATH_FORM, LONGEST_VALUE, "a JSON pointer, write /spec/replicas"),
          "The field, as a JSON pointer.",
          "/spec/minReadySeconds");

  static final Parameter JSON_VALUE =
      Parameter.required("value", ONE_LINE, "What it becomes, as JSON in quotes.", "\"30\"");

  static final Parameter ENDPOINT =
      Parameter.required("endpoint", OBJECT, "Name of the endpoint.", "runbook");

  private Parameters() {}
}
