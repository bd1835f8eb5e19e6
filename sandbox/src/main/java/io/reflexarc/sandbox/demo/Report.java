package io.reflexarc.sandbox.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.reflexarc.sandbox.scenario.Moment;
import io.reflexarc.sandbox.scenario.Outcome;
import io.reflexarc.sandbox.scenario.Playback;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Stage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The report file of a story, as other programs read it. Times are event times; {@code millis.real}
 * carries the real ones.
 *
 * @param scenario id
 * @param expected how it should have ended
 * @param outcome how it ended
 * @param passed whether every expectation holds
 * @param failures those that do not, in sentences
 * @param speed event seconds a real second; null for as fast as it goes
 * @param timeline the audit, in order
 * @param actions the commands and what became of them
 * @param millis how long each stretch took
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Report(
    String scenario,
    Outcome expected,
    Outcome outcome,
    boolean passed,
    List<String> failures,
    @Nullable Double speed,
    List<Entry> timeline,
    List<ActionTaken> actions,
    Map<String, Object> millis) {

  private static final Set<Stage> ENDS =
      Set.of(
          Stage.APPLIED,
          Stage.ALREADY_APPLIED,
          Stage.EXPIRED,
          Stage.SUPERSEDED,
          Stage.OVERRIDDEN,
          Stage.FAILED);

  /**
   * One audit record.
   *
   * @param at event time, ISO 8601
   * @param stage its stage
   * @param target what it is about
   * @param what its reason
   */
  public record Entry(String at, String stage, String target, String what) {}

  /**
   * One command.
   *
   * @param action its action
   * @param target its target
   * @param commandId its id
   * @param outcome the audit stage it ended in; {@code ISSUED} when nobody took it up
   */
  public record ActionTaken(String action, String target, String commandId, String outcome) {}

  /** The report of a story. */
  public static Report of(Playback playback) {
    return new Report(
        playback.scenario().id(),
        playback.verdict().expected(),
        playback.verdict().outcome(),
        playback.verdict().passed(),
        playback.verdict().failures(),
        Double.isInfinite(playback.speed()) ? null : playback.speed(),
        playback.log().audits().stream().map(Report::entry).toList(),
        playback.log().commands().stream()
            .map(command -> taken(command, playback.log().audits()))
            .toList(),
        millis(playback));
  }

  private static Entry entry(RemediationAudit audit) {
    return new Entry(
        audit.getAt().toString(), audit.getStage().name(), audit.getTarget(), audit.getReason());
  }

  private static ActionTaken taken(RemediationCommand command, List<RemediationAudit> audits) {
    String outcome =
        audits.stream()
            .filter(audit -> command.getId().equals(audit.getCommandId()))
            .map(RemediationAudit::getStage)
            .filter(ENDS::contains)
            .map(Stage::name)
            .findFirst()
            .orElse(Stage.ISSUED.name());
    return new ActionTaken(command.getAction(), command.getTarget(), command.getId(), outcome);
  }

  private static Map<String, Object> millis(Playback playback) {
    Map<String, Object> millis = new LinkedHashMap<>();
    for (Moment moment : Moment.values()) {
      Duration took = playback.moments().get(moment);
      millis.put(moment.name().toLowerCase(Locale.ROOT), took == null ? null : took.toMillis());
    }
    millis.put(
        "story", Duration.between(playback.span().beganAt(), playback.span().endedAt()).toMillis());
    millis.put(
        "real",
        Map.of(
            "startUp", playback.startUp().toMillis(),
            "firstEvent", playback.firstEvent().toMillis(),
            "story", playback.real().toMillis()));
    return millis;
  }
}
