package io.reflexarc.actuator.page;

import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Audit records as the decider writes them. */
public final class Audits {

  public static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");
  public static final String TARGET = "local/shop/Deployment/web";

  private Audits() {}

  public static RemediationAudit escalated(String incident) {
    return RemediationAudit.newBuilder(of(incident, Stage.ESCALATED))
        .setOutcome("escalated")
        .setAfter(Map.of("severity", "warning"))
        .build();
  }

  public static RemediationAudit of(String incident, Stage stage) {
    return RemediationAudit.newBuilder()
        .setId(incident + "-" + stage)
        .setAt(AT)
        .setStage(stage)
        .setIncidentId(incident)
        .setTarget(TARGET)
        .setPolicy("shop/errors")
        .setPolicyGeneration(3L)
        .setActor("decider")
        .setReason("5 % of <v4> failed; a human must look")
        .setEvidence(
            List.of(
                Evidence.newBuilder()
                    .setIndicator("ratio")
                    .setVersion("v4")
                    .setWindowMillis(60_000)
                    .setValue(0.05)
                    .setThreshold(0.01)
                    .setSamples(400)
                    .build()))
        .build();
  }
}
