package io.reflexarc.schemas.topic;

import io.reflexarc.schemas.avro.Control;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.Incident;
import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.avro.PermitAnswer;
import io.reflexarc.schemas.avro.PermitRequest;
import io.reflexarc.schemas.avro.PolicyRecord;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.WorkloadState;
import java.time.Duration;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Every topic of the contract: what is in it, how it is keyed, how long it is kept. */
public enum Topic {
  HEALTH_EVENTS(
      "health-events", HealthEvent.SCHEMA$, Key.TARGET, Cleanup.DELETE, Duration.ofDays(7)),
  METRIC_SAMPLES(
      "metric-samples", MetricSamples.SCHEMA$, Key.TARGET, Cleanup.DELETE, Duration.ofDays(2)),
  WORKLOAD_STATE("workload-state", WorkloadState.SCHEMA$, Key.TARGET, Cleanup.COMPACT, null),
  REMEDIATION_POLICIES(
      "remediation-policies", PolicyRecord.SCHEMA$, Key.POLICY, Cleanup.COMPACT, null),
  REMEDIATION_CONTROLS("remediation-controls", Control.SCHEMA$, Key.SCOPE, Cleanup.COMPACT, null),
  REMEDIATION_COMMANDS(
      "remediation-commands",
      RemediationCommand.SCHEMA$,
      Key.TARGET,
      Cleanup.DELETE,
      Duration.ofDays(7)),
  REMEDIATION_AUDIT(
      "remediation-audit",
      RemediationAudit.SCHEMA$,
      Key.TARGET,
      Cleanup.DELETE,
      Duration.ofDays(400)),
  INCIDENTS("incidents", Incident.SCHEMA$, Key.TARGET, Cleanup.COMPACT, null),
  PERMIT_REQUESTS(
      "permit-requests", PermitRequest.SCHEMA$, Key.CLUSTER, Cleanup.DELETE, Duration.ofDays(7)),
  PERMIT_ANSWERS(
      "permit-answers", PermitAnswer.SCHEMA$, Key.TARGET, Cleanup.DELETE, Duration.ofDays(7));

  /** What a topic's record key means. */
  public enum Key {
    /** {@code cluster/namespace/Kind/name}: all such topics have one partition count. */
    TARGET,
    /** {@code namespace/name} of a policy. */
    POLICY,
    /** A control's scope. */
    SCOPE,
    /** Name of a cluster. */
    CLUSTER
  }

  /** Kafka's cleanup policy. */
  public enum Cleanup {
    DELETE,
    COMPACT
  }

  private final String baseName;
  private final Schema schema;
  private final Key key;
  private final Cleanup cleanup;
  private final @Nullable Duration retention;

  Topic(String baseName, Schema schema, Key key, Cleanup cleanup, @Nullable Duration retention) {
    this.baseName = baseName;
    this.schema = schema;
    this.key = key;
    this.cleanup = cleanup;
    this.retention = retention;
  }

  /** Name without the prefix: {@code health-events}. */
  public String baseName() {
    return baseName;
  }

  /** Schema of its values. */
  public Schema schema() {
    return schema;
  }

  /** What its record key means. */
  public Key key() {
    return key;
  }

  /** How old records go. */
  public Cleanup cleanup() {
    return cleanup;
  }

  /** How long records are kept at least; null for a compacted topic. */
  public @Nullable Duration retention() {
    return retention;
  }
}
