package io.reflexarc.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.select.FieldSelector;
import io.reflexarc.sandbox.api.select.LabelSelector;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorTest {

  private static final JsonNode POD =
      Objects.json(
          """
          metadata: {name: p, namespace: shop, labels: {app: checkout, tier: web}}
          spec: {nodeName: node-1}
          status: {phase: Running}
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "app=checkout | true",
        "app==checkout,tier=web | true",
        "app!=checkout | false",
        "other!=x | true",
        "app in (checkout, db) | true",
        "app notin (checkout) | false",
        "other notin (x) | true",
        "other in (x) | false",
        "app | true",
        "!app | false",
        "!other,app in (db,checkout),tier | true",
        "'' | true"
      })
  void shouldSelectByLabels(String selector, boolean selected) {
    assertThat(LabelSelector.parse(selector).test(POD)).isEqualTo(selected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "status.phase=Running | true",
        "status.phase!=Running | false",
        "spec.nodeName=node-1,metadata.namespace=shop | true",
        "metadata.name=q | false"
      })
  void shouldSelectByFields(String selector, boolean selected) {
    assertThat(FieldSelector.parse(BuiltInTypes.PODS, selector).test(POD)).isEqualTo(selected);
  }

  @Test
  void shouldRefuseAFieldThatTheTypeIsNotSelectedBy() {
    assertThatThrownBy(() -> FieldSelector.parse(BuiltInTypes.PODS, "spec.priority=1"))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("field label not supported: spec.priority");
  }

  @Test
  void shouldRefuseALabelSelectorThatCannotBeRead() {
    assertThatThrownBy(() -> LabelSelector.parse("a=b=c"))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("unable to parse requirement");
  }

  @Test
  void shouldSelectNothingWhenASelectorObjectIsAbsentAndEverythingWhenItIsEmpty() {
    assertThat(LabelSelector.of(null).test(POD)).isFalse();
    assertThat(LabelSelector.of(Objects.json("{}")).test(POD)).isTrue();
    assertThat(
            LabelSelector.of(
                    Objects.json("{matchExpressions: [{key: app, operator: NotIn, values: [db]}]}"))
                .test(POD))
        .isTrue();
  }
}
