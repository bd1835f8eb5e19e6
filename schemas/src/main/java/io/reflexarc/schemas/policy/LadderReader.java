package io.reflexarc.schemas.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.schemas.text.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code spec.ladder}. */
final class LadderReader {

  static final Duration SHORTEST_VERIFY = Duration.ofSeconds(10);
  static final Duration LONGEST_VERIFY = Duration.ofHours(24);
  private static final Set<String> LATER_ACTIONS =
      Set.of(
          "restartPod",
          "restartWorkload",
          "quarantinePod",
          "pauseRollout",
          "scale",
          "freezeAutoscaler",
          "cordonNode",
          "drainNode",
          "shiftTraffic",
          "failover",
          "degrade",
          "fenceLeader",
          "patch",
          "webhook",
          "argoRollouts",
          "argoCD",
          "flux");

  private LadderReader() {}

  static List<Rung> read(Fields spec, IndicatorRead indicator) {
    int before = spec.mistakes().count();
    Map<String, JsonNode> items = spec.items("ladder", PolicySpec.MAX_RUNGS);
    if (items.isEmpty() && spec.mistakes().count() == before) {
      spec.mistake("ladder", "is missing, write at least one rung: - {action: page}");
    }
    List<Rung> rungs = new ArrayList<>();
    Set<Action> tried = EnumSet.noneOf(Action.class);
    int at = 0;
    for (Map.Entry<String, JsonNode> item : items.entrySet()) {
      Fields fields = Fields.of(item.getKey(), "{action: page}", item.getValue(), spec.mistakes());
      rung(fields, ++at == items.size(), tried, indicator).ifPresent(rungs::add);
    }
    return rungs;
  }

  private static Optional<Rung> rung(
      Fields fields, boolean last, Set<Action> tried, IndicatorRead indicator) {
    Optional<Action> action =
        fields.required("action", Scalars.word(Action.class, LATER_ACTIONS), "rollback or page");
    Optional<Duration> verifyWithin =
        fields.optional("verifyWithin", Scalars.duration(SHORTEST_VERIFY, LONGEST_VERIFY));
    Map<String, String> with = with(fields, action);
    action.ifPresent(it -> checkPlace(fields, it, last, tried.add(it), indicator));
    action.ifPresent(it -> checkVerify(fields, it, verifyWithin, indicator));
    return fields.finish()
        ? Optional.of(new Rung(action.orElseThrow(), verifyWithin, with))
        : Optional.empty();
  }

  private static void checkPlace(
      Fields fields, Action action, boolean last, boolean first, IndicatorRead indicator) {
    if (action == Action.PAGE && !last) {
      fields.mistake("action", "page is only for the last rung, move it to the end");
    }
    if (!first) {
      fields.mistake("action", action.word() + " was tried on a rung above, leave this one out");
    }
    if (action == Action.ROLLBACK
        && indicator.per().filter(per -> per != Per.VERSION).isPresent()) {
      fields.mistake(
          "action", "rollback needs to know the sick version, write per: version in the symptom");
    }
  }

  private static void checkVerify(
      Fields fields, Action action, Optional<Duration> verifyWithin, IndicatorRead indicator) {
    boolean written = fields.has("verifyWithin");
    if (action == Action.PAGE && written) {
      fields.mistake("verifyWithin", "a page is not verified, leave it out");
    } else if (action != Action.PAGE && !written) {
      fields.mistake("verifyWithin", "is missing, write how long healing may take: 10m");
    } else if (action != Action.PAGE) {
      verifyWithin
          .flatMap(indicator::windowLongerThan)
          .ifPresent(window -> fields.mistake("verifyWithin", tooShort(window)));
    }
  }

  private static String tooShort(Duration window) {
    return "is shorter than the window of evidence it waits for, write at least "
        + DurationText.of(window);
  }

  private static Map<String, String> with(Fields fields, Optional<Action> action) {
    if (!fields.has("with")) {
      return Map.of();
    }
    if (action.isEmpty()) {
      return Map.of();
    }
    if (action.get() != Action.PAGE) {
      fields.mistake("with", action.get().word() + " takes no parameters, leave it out");
      return Map.of();
    }
    Fields with = fields.mapping("with", "{severity: critical}");
    Optional<Severity> severity =
        with.optional(Rung.SEVERITY, Scalars.word(Severity.class, Set.of()));
    with.finish();
    return severity.map(it -> Map.of(Rung.SEVERITY, it.word())).orElse(Map.of());
  }
}
