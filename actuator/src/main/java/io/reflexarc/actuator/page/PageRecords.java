package io.reflexarc.actuator.page;

import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.key.DeterministicId;
import io.reflexarc.schemas.policy.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the audit is told of pages: a record for each endpoint, without a command. */
final class PageRecords {

  private static final String ACTOR = "actuator";

  private PageRecords() {}

  /** The record; its id follows from what was told and to whom. */
  static RemediationAudit of(Page page, Round.Told told, Instant now) {
    Stage stage = told.taken() ? Stage.APPLIED : Stage.FAILED;
    Outcome outcome = told.taken() ? Outcome.APPLIED : Outcome.FAILED;
    String what = page.over() ? "that it is over" : "of it";
    String says =
        told.taken()
            ? "told " + told.endpoint().name() + " " + what + ": " + told.says()
            : "could not tell " + told.endpoint().name() + " " + what + ": " + told.says();
    return RemediationAudit.newBuilder()
        .setId(
            DeterministicId.of(
                "audit", ACTOR, "page", page.key(), told.endpoint().name(), stage.name()))
        .setAt(now)
        .setStage(stage)
        .setIncidentId(page.incident())
        .setCommandId(null)
        .setTarget(page.cause().getTarget())
        .setPolicy(page.cause().getPolicy())
        .setPolicyGeneration(page.cause().getPolicyGeneration())
        .setActor(ACTOR)
        .setAction("page")
        .setOutcome(outcome.word())
        .setReason(says)
        .setEvidence(List.of())
        .setBefore(Map.of())
        .setAfter(Map.of("endpoint", told.endpoint().name()))
        .setTraceparent(page.cause().getTraceparent())
        .build();
  }
}
