package io.reflexarc.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.store.ObjectStore;
import io.reflexarc.sandbox.api.store.WriteOptions;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import org.junit.jupiter.api.Test;

class ApplyTest {

  private static final ObjectKey CHECKOUT = new ObjectKey("default", "checkout");

  private final ObjectStore store = Objects.store(new Objects.Clock());

  @Test
  void shouldOwnExactlyWhatWasApplied() {
    // when
    ObjectNode created = apply("me", Objects.deployment("checkout", 3), false);

    // then
    JsonNode entry = created.at("/metadata/managedFields/0");
    assertThat(entry.path("operation").asText()).isEqualTo("Apply");
    assertThat(entry.at("/fieldsV1/f:spec").has("f:replicas")).isTrue();
    assertThat(entry.at("/fieldsV1/f:spec").has("f:strategy")).isFalse();
    assertThat(entry.at("/fieldsV1/f:spec/f:selector")).isEmpty();
    JsonNode containers = entry.at("/fieldsV1/f:spec/f:template/f:spec/f:containers");
    assertThat(containers.has("k:{\"name\":\"checkout\"}")).isTrue();
  }

  @Test
  void shouldRefuseToOverwriteAnotherManagersFieldUnlessForced() {
    // given
    apply("me", Objects.deployment("checkout", 3), false);

    // when
    var refused =
        catchThrowableOfType(ApiException.class, () -> apply("you", spec("{replicas: 9}"), false));
    ObjectNode forced = apply("you", spec("{replicas: 9}"), true);

    // then
    assertThat(refused.status().at("/details/causes/0/field").asText()).isEqualTo(".spec.replicas");
    assertThat(forced.at("/spec/replicas").asInt()).isEqualTo(9);
    assertThat(owners(forced, "f:replicas")).isEqualTo("you");
  }

  @Test
  void shouldShareAFieldWhenBothWantTheSame() {
    // given
    apply("me", Objects.deployment("checkout", 3), false);

    // when
    ObjectNode shared = apply("you", spec("{replicas: 3}"), false);
    ObjectNode left = apply("you", spec("{minReadySeconds: 1}"), false);

    // then
    assertThat(owners(shared, "f:replicas")).isEqualTo("you me");
    assertThat(left.at("/spec/replicas").asInt()).isEqualTo(3);
    assertThat(owners(left, "f:replicas")).isEqualTo("me");
  }

  @Test
  void shouldRemoveAListElementThatIsNoLongerApplied() {
    // given
    ObjectNode two = Objects.deployment("checkout", 3);
    ((ArrayNode) two.at("/spec/template/spec/containers"))
        .addObject()
        .put("name", "side")
        .put("image", "s:1");
    apply("me", two, false);

    // when
    ObjectNode one = apply("me", Objects.deployment("checkout", 3), false);

    // then
    assertThat(one.at("/spec/template/spec/containers")).hasSize(1);
  }

  @Test
  void shouldRemoveAFieldWithItsDefaultsWhenItIsNoLongerApplied() {
    // given
    ObjectNode probed = Objects.deployment("checkout", 3);
    ((ObjectNode) probed.at("/spec/template/spec/containers/0"))
        .set(
            "startupProbe",
            Objects.json("{httpGet: {path: /startup, port: 8080}, failureThreshold: 30}"));
    ObjectNode before = apply("me", probed, false);

    // when
    ObjectNode after = apply("me", Objects.deployment("checkout", 3), false);

    // then
    assertThat(before.at("/spec/template/spec/containers/0/startupProbe/periodSeconds").asInt())
        .as("a default")
        .isEqualTo(10);
    assertThat(after.at("/spec/template/spec/containers/0").has("startupProbe")).isFalse();
    assertThat(after.at("/spec/template/spec/containers/0/image").asText()).isNotEmpty();
  }

  @Test
  void shouldLeaveOfAFieldWhatAnotherOwns() {
    // given
    ObjectNode labelled = Objects.deployment("checkout", 3);
    labelled.withObject("/metadata/labels").put("mine", "1");
    apply("me", labelled, false);
    ObjectNode theirs = Objects.object("{metadata: {name: checkout, labels: {theirs: '2'}}}");
    apply("you", theirs, false);

    // when
    ObjectNode after = apply("me", Objects.deployment("checkout", 3), false);

    // then
    assertThat(after.at("/metadata/labels").has("mine")).isFalse();
    assertThat(after.at("/metadata/labels/theirs").asText()).isEqualTo("2");
    assertThat(Metadata.name(after)).isEqualTo("checkout");
  }

  @Test
  void shouldTakeAFieldFromItsOwnerWhenItIsUpdated() {
    // given
    apply("me", Objects.deployment("checkout", 3), false);

    // when
    ObjectNode updated =
        store.modify(
            BuiltInTypes.DEPLOYMENTS,
            CHECKOUT,
            WriteOptions.by("scaler"),
            object -> {
              object.withObjectProperty("spec").put("replicas", 7);
              return object;
            });

    // then
    assertThat(owners(updated, "f:replicas")).isEqualTo("scaler");
  }

  @Test
  void shouldChangeNothingWhenTheSameIsAppliedAgain() {
    // given
    ObjectNode first = apply("me", Objects.deployment("checkout", 3), false);

    // when
    ObjectNode second = apply("me", Objects.deployment("checkout", 3), false);

    // then
    assertThat(Metadata.resourceVersion(second)).isEqualTo(Metadata.resourceVersion(first));
  }

  private ObjectNode apply(String manager, ObjectNode config, boolean force) {
    return store.apply(
        BuiltInTypes.DEPLOYMENTS, CHECKOUT, "", config, force, WriteOptions.by(manager));
  }

  private static ObjectNode spec(String spec) {
    ObjectNode config = Objects.object("{metadata: {name: checkout}}");
    config.set("spec", Objects.json(spec));
    return config;
  }

  private static String owners(ObjectNode object, String field) {
    StringBuilder owners = new StringBuilder();
    for (JsonNode entry : object.at("/metadata/managedFields")) {
      if (entry.at("/fieldsV1/f:spec").has(field)) {
        owners.append(owners.isEmpty() ? "" : " ").append(entry.path("manager").asText());
      }
    }
    return owners.toString();
  }
}
