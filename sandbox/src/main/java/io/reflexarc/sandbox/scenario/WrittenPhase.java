package io.reflexarc.sandbox.scenario;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.reflexarc.schemas.avro.Verb;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A phase as it is written: every field that is none of those it names is a {@link Deed}. */
final class WrittenPhase {

  private final Duration at;
  private final String says;
  private final List<String> apply;
  private final List<String> behave;
  private final List<WrittenOrder> order;
  private final boolean fault;
  private final Map<Deed, List<String>> deeds = new EnumMap<>(Deed.class);

  @JsonCreator
  WrittenPhase(
      @JsonProperty(value = "at", required = true) Duration at,
      @JsonProperty(value = "says", required = true) String says,
      @JsonProperty("apply") @Nullable List<String> apply,
      @JsonProperty("behave") @Nullable List<String> behave,
      @JsonProperty("order") @Nullable List<WrittenOrder> order,
      @JsonProperty("fault") boolean fault) {
    this.at = at;
    this.says = says;
    this.apply = ScenarioYaml.orEmpty(apply);
    this.behave = ScenarioYaml.orEmpty(behave);
    this.order = ScenarioYaml.orEmpty(order);
    this.fault = fault;
  }

  @JsonAnySetter
  void deed(String word, List<String> names) {
    Deed deed =
        Deed.of(word)
            .orElseThrow(() -> new IllegalArgumentException("no phase has a '" + word + "'"));
    deeds.put(deed, names);
  }

  Phase phase() {
    return new Phase(
        at,
        says,
        apply,
        behave,
        new Mischief(deeds),
        order.stream().map(WrittenOrder::order).toList(),
        fault);
  }

  private record WrittenOrder(
      @JsonProperty(required = true) Verb verb,
      @JsonProperty(required = true) String scope,
      @JsonProperty(required = true) String by,
      @JsonProperty(required = true) String reason) {

    Order order() {
      return new Order(verb, scope, by, reason);
    }
  }
}
