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

  private final IndicatorRead indicator;
  private final Optional<String> kind;
  private final Set<Action> tried = EnumSet.noneOf(Action.class);

  private LadderReader(IndicatorRead indicator, Optional<String> kind) {
    this.indicator = indicator;
    this.kind = kind;
  }

  /**
   * The rungs.
   *
   * @param kind kind of the target, empty after a mistake there
   */
  static List<Rung> read(Fields spec, IndicatorRead indicator, Optional<String> kind) {
    int before = spec.mistakes().count();
    Map<String, JsonNode> items = spec.items("ladder", PolicySpec.MAX_RUNGS);
    if (items.isEmpty() && spec.mistakes().count() == before) {
      spec.mistake("ladder", "is missing, write at least one rung: - {action: page}");
    }
    LadderReader reader = new LadderReader(indicator, kind);
    List<Rung> rungs = new ArrayList<>();
    int at = 0;
    for (Map.Entry<String, JsonNode> item : items.entrySet()) {
      Fields fields = Fields.of(item.getKey(), "{action: page}", item.getValue(), spec.mistakes());
      reader.rung(fields, ++at == items.size()).ifPresent(rungs::add);
    }
    return rungs;
  }

  private Optional<Rung> rung(Fields fields, boolean last) {
    Optional<Action> action =
        fields.required("action", Scalars.oneOf(Action.ofLadders(), Set.of()), "rollback or page");
    Optional<Duration> verifyWithin =
        fields.optional("verifyWithin", Scalars.duration(SHORTEST_VERIFY, LONGEST_VERIFY));
    boolean written = fields.has("with");
    Map<String, String> with =
        action.map(it -> WithReader.read(fields, it, written)).orElse(Map.of());
    action.ifPresent(it -> checkPlace(fields, it, last));
    action.ifPresent(it -> checkTarget(fields, it));
    action.ifPresent(it -> checkVerify(fields, it, verifyWithin));
    return fields.finish()
        ? Optional.of(new Rung(action.orElseThrow(), verifyWithin, with))
        : Optional.empty();
  }

  private void checkPlace(Fields fields, Action action, boolean last) {
    if (action == Action.PAGE && !last) {
      fields.mistake("action", "page is only for the last rung, move it to the end");
    }
    if (!tried.add(action)) {
      fields.mistake("action", action.word() + " was tried on a rung above, leave this one out");
    }
    tried.stream()
        .filter(other -> isPausedAndBack(action, other) || isPausedAndBack(other, action))
        .findFirst()
        .ifPresent(
            other ->
                fields.mistake(
                    "action",
                    action.word()
                        + " stands beside "
                        + other.word()
                        + ", but what is paused does not roll back, leave one of the two out"));
  }

  private static boolean isPausedAndBack(Action one, Action other) {
    return one == Action.PAUSE_ROLLOUT && other.rollsBack();
  }

  private void checkTarget(Fields fields, Action action) {
    Optional<Per> needs =
        action.needs().filter(it -> indicator.per().filter(per -> !tells(per, it)).isPresent());
    needs.ifPresent(
        it ->
            fields.mistake(
                "action",
                action.word()
                    + " needs to know the sick "
                    + it.word()
                    + ", write per: "
                    + it.word()
                    + " in the symptom"));
    if (kind.filter(it -> !action.kinds().contains(it)).isPresent()) {
      fields.mistake(
          "action",
          action.word()
              + " cannot be done to a "
              + kind.get()
              + ", only to a "
              + Shown.choice(action.kinds()));
    }
  }

  /** Whether what is judged one by one says which pod, or which version, is sick. */
  private static boolean tells(Per judged, Per needed) {
    return judged.equals(needed) || (needed.equals(Per.VERSION) && judged.isOfAVersion());
  }

  private void checkVerify(Fields fields, Action action, Optional<Duration> verifyWithin) {
    boolean written = fields.has("verifyWithin");
    if (!action.isVerified() && written) {
      fields.mistake("verifyWithin", "a page is not verified, leave it out");
    } else if (action.isVerified() && !written) {
      fields.mistake("verifyWithin", "is missing, write how long healing may take: 10m");
    } else if (action.isVerified()) {
      verifyWithin
          .flatMap(indicator::windowLongerThan)
          .ifPresent(window -> fields.mistake("verifyWithin", tooShort(window)));
    }
  }

  private static String tooShort(Duration window) {
    return "is shorter than the window of evidence it waits for, write at least "
        + DurationText.of(window);
  }
}
