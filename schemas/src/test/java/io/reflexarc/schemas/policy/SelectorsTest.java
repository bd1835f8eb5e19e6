package io.reflexarc.schemas.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectorsTest {

  private static final MetricSelector SERVER_ERRORS =
      new MetricSelector("http_requests_total", Map.of("status", new LabelPattern("5..")));

  @Test
  void shouldMatchWholeValueWhenPatternIsGiven() {
    assertThat(SERVER_ERRORS.matches("http_requests_total", Map.of("status", "503"))).isTrue();
    assertThat(SERVER_ERRORS.matches("http_requests_total", Map.of("status", "1503"))).isFalse();
    assertThat(SERVER_ERRORS.matches("http_requests_total", Map.of("status", "200"))).isFalse();
    assertThat(SERVER_ERRORS.matches("http_requests", Map.of("status", "503"))).isFalse();
  }

  @Test
  void shouldTakeAbsentLabelAsEmptyWhenMatching() {
    assertThat(SERVER_ERRORS.matches("http_requests_total", Map.of())).isFalse();
    assertThat(
            new MetricSelector("m", Map.of("country", new LabelPattern("")))
                .matches("m", Map.of("status", "503")))
        .isTrue();
  }

  @Test
  void shouldCompareLiterallyWhenPatternHasNoSpecialCharacters() {
    LabelPattern literal = new LabelPattern("GET /cart");
    assertThat(literal.matches("GET /cart")).isTrue();
    assertThat(literal.matches("GET /carts")).isFalse();
  }

  @Test
  void shouldRefuseWhenPatternIsUnboundedWork() {
    assertThatThrownBy(() -> new LabelPattern("a".repeat(201)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LabelPattern("(((a{100}){100}){100}){100}"))
        .hasMessageContaining("repeats more than 100 times");
    assertThatThrownBy(() -> new LabelPattern("((a{9,}){9,}){3,}"))
        .hasMessageContaining("repeats more than 100 times");
    assertThatThrownBy(() -> new LabelPattern("a{99999999999999999999}"))
        .hasMessageContaining("repeats more than 100 times");
    assertThat(new LabelPattern("[a-z]{2}-[0-9]{1,3}").matches("de-12")).isTrue();
  }

  @Test
  void shouldSelectByNameOrLabelsWhenTargetIsMatched() {
    TargetSelector named = TargetSelector.named("Deployment", "checkout");
    TargetSelector labelled =
        new TargetSelector(
            "Deployment",
            Optional.empty(),
            Map.of("app", "checkout"),
            List.of(
                new LabelExpression("tier", LabelExpression.Operator.IN, Set.of("web", "api")),
                new LabelExpression("canary", LabelExpression.Operator.NOT_IN, Set.of("true")),
                new LabelExpression("team", LabelExpression.Operator.EXISTS, Set.of()),
                new LabelExpression("off", LabelExpression.Operator.DOES_NOT_EXIST, Set.of())));
    Map<String, String> labels = Map.of("app", "checkout", "tier", "web", "team", "a");

    assertThat(named.matches("Deployment", "checkout", Map.of())).isTrue();
    assertThat(named.matches("StatefulSet", "checkout", Map.of())).isFalse();
    assertThat(labelled.matches("Deployment", "any", labels)).isTrue();
    assertThat(labelled.matches("Deployment", "any", Map.of("app", "checkout"))).isFalse();
    assertThat(labelled.matches("Deployment", "any", Map.of("app", "cart"))).isFalse();
  }
}
