package io.reflexarc.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.patch.MergePatch;
import io.reflexarc.sandbox.api.patch.StrategicMergePatch;
import io.reflexarc.sandbox.api.schema.FieldType;
import io.reflexarc.sandbox.api.schema.Schemas;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import org.junit.jupiter.api.Test;

class PatchTest {

  private static final FieldType POD = new Schemas().of(BuiltInTypes.PODS);
  private static final ObjectNode TWO =
      Objects.object(
          """
          metadata: {finalizers: [a, b], labels: {app: x}}
          spec:
            containers:
            - {name: c, image: "i:1", env: [{name: A, value: "1"}, {name: B, value: "2"}]}
            - {name: side, image: "s:1", args: [x, y]}
            volumes: [{name: v, emptyDir: {}}]
          """);

  @Test
  void shouldMergeObjectsRemoveNullsAndReplaceListsInAMergePatch() {
    // given
    var target = Objects.json("{a: {x: 1, y: 2}, l: [1, 2], gone: 3}");

    // when
    var result = MergePatch.apply(target, Objects.json("{a: {y: 5}, l: [9], gone: null}"));

    // then
    assertThat(result).isEqualTo(Objects.json("{a: {x: 1, y: 5}, l: [9]}"));
  }

  @Test
  void shouldMergeListsByTheirMergeKeyWhenStrategic() {
    // when
    ObjectNode result =
        strategic("{spec: {containers: [{name: c, image: 'i:2', env: [{name: B, value: '3'}]}]}}");

    // then
    assertThat(result.at("/spec/containers/0/image").asText()).isEqualTo("i:2");
    assertThat(result.at("/spec/containers/0/env"))
        .isEqualTo(Objects.json("[{name: A, value: '1'}, {name: B, value: '3'}]"));
    assertThat(result.at("/spec/containers/1/name").asText()).isEqualTo("side");
  }

  @Test
  void shouldDeleteAnElementWhenThePatchSaysSo() {
    // when
    ObjectNode result = strategic("{spec: {containers: [{name: side, $patch: delete}]}}");

    // then
    assertThat(result.at("/spec/containers")).hasSize(1);
  }

  @Test
  void shouldReplaceAListWhenThePatchSaysSo() {
    // when
    ObjectNode result =
        strategic("{spec: {containers: [{$patch: replace}, {name: new, image: n}]}}");

    // then
    assertThat(result.at("/spec/containers")).isEqualTo(Objects.json("[{name: new, image: n}]"));
  }

  @Test
  void shouldReplaceListsWithoutMergeKeyAndAddToSets() {
    // when
    ObjectNode result =
        strategic(
            "{metadata: {finalizers: [c, a]}, spec: {containers: [{name: side, args: [z]}]}}");

    // then
    assertThat(result.at("/spec/containers/1/args")).isEqualTo(Objects.json("[z]"));
    assertThat(result.at("/metadata/finalizers")).isEqualTo(Objects.json("[a, b, c]"));
  }

  @Test
  void shouldOrderElementsAsDirected() {
    // when
    ObjectNode result =
        strategic(
            """
            spec:
              $setElementOrder/containers: [{name: side}, {name: new}, {name: c}]
              containers: [{name: new, image: n}]
            """);

    // then
    assertThat(result.at("/spec/containers").findValuesAsText("name"))
        .containsSubsequence("side", "new", "c");
  }

  @Test
  void shouldKeepOnlyRetainedKeysAndDeleteFromPrimitiveLists() {
    // when
    ObjectNode result =
        strategic(
            """
            metadata: {$deleteFromPrimitiveList/finalizers: [a]}
            spec: {volumes: [{name: v, $retainKeys: [name, hostPath], hostPath: {path: /x}}]}
            """);

    // then
    assertThat(result.at("/metadata/finalizers")).isEqualTo(Objects.json("[b]"));
    assertThat(result.at("/spec/volumes/0"))
        .isEqualTo(Objects.json("{name: v, hostPath: {path: /x}}"));
  }

  @Test
  void shouldRefuseAnElementWithoutItsMergeKey() {
    assertThatThrownBy(() -> strategic("{spec: {containers: [{image: x}]}}"))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("does not contain declared merge key");
  }

  private static ObjectNode strategic(String patch) {
    return StrategicMergePatch.apply(POD, TWO.deepCopy(), Objects.object(patch));
  }
}
