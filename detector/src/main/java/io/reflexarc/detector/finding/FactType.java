package io.reflexarc.detector.finding;

import io.reflexarc.schemas.avro.Severity;

/** Every fact that this detector recognises. The word is the record's type. */
public enum FactType {
  POD_OOM_KILLED(
      "pod.oom-killed", Severity.WARNING, "A container was killed for using too much memory."),
  POD_CRASH_LOOP(
      "pod.crash-loop",
      Severity.WARNING,
      "A container keeps ending and is restarted with growing pauses; a state."),
  POD_NOT_READY(
      "pod.not-ready",
      Severity.WARNING,
      "A pod that was ready is not, and is not being deleted; a state."),
  ROLLOUT_STARTED(
      "rollout.started", Severity.INFO, "A Deployment began to roll out a template it never had."),
  ROLLOUT_ROLLED_BACK(
      "rollout.rolled-back",
      Severity.INFO,
      "A Deployment began to roll out a template that an earlier revision had."),
  ROLLOUT_COMPLETED(
      "rollout.completed", Severity.INFO, "Every pod is of the current template and available."),
  ROLLOUT_STUCK(
      "rollout.stuck",
      Severity.WARNING,
      "A rollout made no progress within its deadline; a state."),
  NODE_NOT_READY(
      "node.not-ready", Severity.CRITICAL, "A node is not ready, or was not heard of; a state."),
  NODE_RECOVERED("node.recovered", Severity.INFO, "A node that was not ready is ready again.");

  private final String word;
  private final Severity severity;
  private final String meaning;

  FactType(String word, Severity severity, String meaning) {
    this.word = word;
    this.severity = severity;
    this.meaning = meaning;
  }

  /** As records say it: {@code pod.oom-killed}. */
  public String word() {
    return word;
  }

  /** How much it hurts while it holds. */
  public Severity severity() {
    return severity;
  }

  /** One sentence. */
  public String meaning() {
    return meaning;
  }
}
