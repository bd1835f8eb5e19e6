package io.reflexarc.detector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.detector.policy.PolicyText;
import io.reflexarc.detector.policy.PolicyVerdict;
import io.reflexarc.schemas.policy.Mistake;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatusTextTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.5Z");
  private static final Instant LATER = NOON.plusSeconds(60);
  private static final JsonNode NONE = JsonNodeFactory.instance.missingNode();

  @Test
  void shouldNameEveryMistakeByItsPathWhenAPolicyIsRefused() {
    JsonNode status =
        StatusText.of(verdict(3, mistake("spec.mode"), mistake("spec.for")), NONE, NOON)
            .orElseThrow();

    assertThat(status.path("observedGeneration").asLong()).isEqualTo(3);
    assertThat(status.path("accepted").asBoolean()).isFalse();
    assertThat(status.path("mistakes")).hasSize(2);
    JsonNode condition = status.at("/conditions/0");
    assertThat(condition.path("type").asText()).isEqualTo("Accepted");
    assertThat(condition.path("status").asText()).isEqualTo("False");
    assertThat(condition.path("reason").asText()).isEqualTo("Invalid");
    assertThat(condition.path("observedGeneration").asLong()).isEqualTo(3);
    assertThat(condition.path("lastTransitionTime").asText()).isEqualTo("2026-11-23T12:00:00Z");
    assertThat(condition.path("message").asText())
        .isEqualTo(
            "spec.mode: is wrong; spec.for: is wrong; what was accepted before stays in force");
  }

  @Test
  void shouldWriteNothingWhenTheStatusSaysSoAlready() throws Exception {
    PolicyVerdict verdict = verdict(3, mistake("spec.mode"));
    ObjectNode written = StatusText.of(verdict, NONE, NOON).orElseThrow();

    assertThat(StatusText.of(verdict, written, LATER)).isEmpty();
    assertThat(StatusText.of(verdict, asTheServerSortsIt(written), LATER)).isEmpty();
  }

  @Test
  void shouldKeepTheTimeOfTheTransitionWhenOnlyTheMistakesChange() {
    ObjectNode refused = StatusText.of(verdict(3, mistake("spec.mode")), NONE, NOON).orElseThrow();

    Optional<ObjectNode> other = StatusText.of(verdict(4, mistake("spec.for")), refused, LATER);
    Optional<ObjectNode> accepted = StatusText.of(verdict(5), refused, LATER);

    assertThat(other.orElseThrow().at("/conditions/0/lastTransitionTime").asText())
        .isEqualTo("2026-11-23T12:00:00Z");
    assertThat(other.orElseThrow().at("/observedGeneration").asLong()).isEqualTo(4);
    assertThat(accepted.orElseThrow().at("/conditions/0/lastTransitionTime").asText())
        .isEqualTo("2026-11-23T12:01:00Z");
    assertThat(accepted.orElseThrow().at("/mistakes")).isEmpty();
  }

  @Test
  void shouldLeaveTheConditionsOfOthersWhenItWritesItsOwn() {
    ObjectNode written = JsonNodeFactory.instance.objectNode();
    written.putArray("conditions").addObject().put("type", "Rehearsed").put("status", "True");

    JsonNode status = StatusText.of(verdict(1), written, NOON).orElseThrow();

    assertThat(status.path("conditions").findValuesAsText("type"))
        .containsExactly("Rehearsed", "Accepted");
  }

  @Test
  void shouldStayWithinWhatKubernetesAllowsWhenThereIsMuchToSay() {
    Mistake[] many =
        IntStream.range(0, 5_000)
            .mapToObj(i -> new Mistake("spec.ladder[" + i + "]." + "x".repeat(3_000), "is wrong"))
            .toArray(Mistake[]::new);

    JsonNode status = StatusText.of(verdict(1, many), NONE, NOON).orElseThrow();

    assertThat(status.at("/conditions/0/message").asText())
        .hasSizeLessThan(32_768)
        .contains(" more; what was accepted before");
    assertThat(status.path("mistakes")).hasSize(101);
    assertThat(status.toString()).hasSizeLessThan(200_000);
  }

  private static JsonNode asTheServerSortsIt(JsonNode status) throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    return mapper.readTree(
        mapper
            .writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .writeValueAsString(mapper.treeToValue(status, Object.class)));
  }

  private static Mistake mistake(String path) {
    return new Mistake(path, "is wrong");
  }

  private static PolicyVerdict verdict(long generation, Mistake... mistakes) {
    return new PolicyVerdict(
        new PolicyText("shop", "errors", generation, "{}", PolicyText.CRD, "u1"),
        List.of(mistakes));
  }
}
