package io.reflexarc.sandbox.demo;

import io.reflexarc.sandbox.scenario.Moment;
import io.reflexarc.sandbox.scenario.Outcome;
import io.reflexarc.sandbox.scenario.Playback;
import io.reflexarc.sandbox.scenario.Scenario;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a reader takes away: the outcome, five sentences, and how long each stretch took. */
final class Summary {

  private Summary() {}

  static String heading(Scenario scenario) {
    String article = scenario.article().isEmpty() ? "" : " (article " + scenario.article() + ")";
    return "Reflexarc · " + scenario.title() + article;
  }

  static List<String> of(Playback playback) {
    List<String> lines = new ArrayList<>();
    lines.add(
        (playback.verdict().passed() ? "PASSED" : "FAILED")
            + "  outcome: "
            + playback.verdict().outcome().word()
            + ", expected: "
            + playback.verdict().expected().word());
    playback.verdict().failures().forEach(failure -> lines.add("  not as expected: " + failure));
    lines.add("");
    sentences(playback).forEach(sentence -> lines.add("  " + sentence));
    lines.add("");
    lines.add("  " + times(playback));
    lines.add("  " + real(playback));
    return lines;
  }

  private static List<String> sentences(Playback playback) {
    List<String> sentences = new ArrayList<>();
    find(playback, Stage.DETECTED)
        .ifPresent(audit -> sentences.add("Sensed: " + audit.getReason() + numbers(audit)));
    find(playback, Stage.ISSUED)
        .or(() -> find(playback, Stage.HELD))
        .ifPresent(audit -> sentences.add("Decided: " + audit.getReason()));
    find(playback, Stage.APPLIED).ifPresent(audit -> sentences.add("Done: " + audit.getReason()));
    find(playback, Stage.HEALED)
        .or(() -> find(playback, Stage.ESCALATED))
        .ifPresent(audit -> sentences.add("Proved: " + audit.getReason()));
    find(playback, Stage.CLOSED).ifPresent(audit -> sentences.add("Closed: " + audit.getReason()));
    if (sentences.isEmpty() && playback.verdict().outcome() == Outcome.NO_ACTION) {
      sentences.add("Nothing was wrong, so nothing was done.");
    }
    return sentences;
  }

  private static String numbers(RemediationAudit audit) {
    List<Evidence> evidence = audit.getEvidence();
    return evidence.isEmpty() || audit.getReason().chars().anyMatch(Character::isDigit)
        ? ""
        : " (" + Words.evidence(evidence.get(0)) + ")";
  }

  private static Optional<RemediationAudit> find(Playback playback, Stage stage) {
    return playback.log().audits().stream().filter(audit -> audit.getStage() == stage).findFirst();
  }

  private static String times(Playback playback) {
    Map<Moment, Duration> moments = playback.moments();
    List<String> parts = new ArrayList<>();
    for (Moment moment : Moment.values()) {
      if (moments.containsKey(moment)) {
        parts.add(
            moment.name().toLowerCase(Locale.ROOT)
                + " "
                + Words.span(moments.getOrDefault(moment, Duration.ZERO)));
      }
    }
    Duration story = Duration.between(playback.span().beganAt(), playback.span().endedAt());
    return "In the world's time: "
        + String.join(" · ", parts)
        + (parts.isEmpty() ? "" : " · ")
        + "story "
        + Words.span(story);
  }

  private static String real(Playback playback) {
    return "In yours: ready after %s, first record after %s, story %s"
        .formatted(
            Words.span(playback.startUp()),
            Words.span(playback.firstEvent()),
            Words.span(playback.real()));
  }
}
