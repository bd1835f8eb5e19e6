package io.reflexarc.sandbox.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.reflexarc.sandbox.scenario.course.Budget;
import io.reflexarc.sandbox.scenario.course.Steady;
import io.reflexarc.schemas.avro.Stage;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code scenario.yaml}. Unknown fields are refused, durations are written {@code 25m}. */
final class ScenarioYaml {

  private static final ObjectReader READER =
      YAMLMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .addModule(new SimpleModule().addDeserializer(Duration.class, new ShortDuration()))
          .build()
          .readerFor(Written.class);

  private ScenarioYaml() {}

  static Scenario read(String yaml) throws IOException {
    Written written = READER.readValue(yaml);
    return written.scenario();
  }

  private record Written(
      @JsonProperty(required = true) String id,
      @JsonProperty(required = true) String title,
      @Nullable String article,
      @Nullable List<String> story,
      @JsonProperty(required = true) String watch,
      int nodes,
      @JsonProperty(required = true) WrittenCharts charts,
      @Nullable List<WrittenSteady> steady,
      @JsonProperty(required = true) List<WrittenPhase> phases,
      @JsonProperty(required = true) Duration until,
      @JsonProperty(required = true) WrittenExpectation expect,
      @Nullable WrittenRollback rollback) {

    Scenario scenario() {
      return new Scenario(
          id,
          title,
          article == null ? "" : article,
          orEmpty(story),
          watch,
          nodes == 0 ? Scenario.USUAL_NODES : nodes,
          new ChartChoice(charts.requests, charts.bad, charts.unhealthyAbove, charts.memory),
          orEmpty(steady).stream().map(one -> one.steady(watch)).toList(),
          phases.stream().map(WrittenPhase::phase).toList(),
          until,
          expect.expectation(),
          rollback == null ? Rollback.NONE : rollback.rollback());
    }
  }

  private record WrittenSteady(
      @JsonProperty(required = true) String service,
      @Nullable @JsonDeserialize(using = Percent.class) Double errorsBelow,
      int readyAtLeast,
      @Nullable List<Steady.When> when) {

    /** A service without a namespace is in that of the workload that is watched. */
    Steady steady(String watch) {
      return new Steady(
          service.contains("/") ? service : watch.substring(0, watch.indexOf('/') + 1) + service,
          errorsBelow == null ? 1 : errorsBelow,
          readyAtLeast,
          when == null ? Set.of(Steady.When.BEFORE, Steady.When.AFTER) : Set.copyOf(when));
    }
  }

  private record WrittenBudget(
      @Nullable @JsonDeserialize(using = Percent.class) Double objective,
      @JsonProperty(required = true) @JsonDeserialize(using = Percent.class) double atMost) {

    Budget budget() {
      return new Budget(objective == null ? Budget.OBJECTIVE : objective, atMost);
    }
  }

  private record WrittenRollback(@Nullable List<String> apply, @Nullable List<String> delete) {

    Rollback rollback() {
      return new Rollback(orEmpty(apply), orEmpty(delete));
    }
  }

  private record WrittenCharts(
      @JsonProperty(required = true) String requests,
      @JsonProperty(required = true) Map<String, String> bad,
      @JsonProperty(required = true) double unhealthyAbove,
      @JsonProperty(required = true) String memory) {}

  private record WrittenExpectation(
      @JsonProperty(required = true) Outcome outcome,
      @Nullable List<Stage> stages,
      @Nullable List<Stage> never,
      @Nullable Set<String> gates,
      @Nullable Set<String> mayHold,
      @Nullable List<Expectation.Sentence> sentences,
      @Nullable List<Expectation.Action> actions,
      @Nullable List<Expectation.State> state,
      @Nullable Map<Moment, Duration> within,
      @Nullable WrittenBudget budget) {

    Expectation expectation() {
      return new Expectation(
          outcome,
          orEmpty(stages),
          orEmpty(never),
          gates == null ? Set.of() : gates,
          mayHold == null ? Set.of() : mayHold,
          orEmpty(sentences),
          orEmpty(actions),
          orEmpty(state),
          within == null ? Map.of() : within,
          budget == null ? Budget.UNBOUND : budget.budget());
    }
  }

  static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  /** {@code 1%}, {@code 99.5%}: a share. */
  private static final class Percent extends StdScalarDeserializer<Double> {

    private static final long serialVersionUID = 1L;

    Percent() {
      super(Double.class);
    }

    @Override
    public Double deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = parser.getText();
      try {
        if (text.endsWith("%")) {
          return Double.parseDouble(text.substring(0, text.length() - 1).strip()) / 100;
        }
      } catch (NumberFormatException e) {
        // said below
      }
      return (Double)
          context.handleWeirdStringValue(Double.class, text, "not a share, write 1% or 99.5%");
    }
  }

  /** {@code 90s}, {@code 10m}, {@code 1h30m}. */
  private static final class ShortDuration extends StdScalarDeserializer<Duration> {

    private static final long serialVersionUID = 1L;

    ShortDuration() {
      super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = parser.getText();
      try {
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
      } catch (DateTimeParseException e) {
        return (Duration)
            context.handleWeirdStringValue(
                Duration.class, text, "not a duration, write 90s, 10m or 1h30m");
      }
    }
  }
}
