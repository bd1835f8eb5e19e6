package io.reflexarc.actuator.action.patch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.reflexarc.actuator.action.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A field in a sliver of its object, and the fields that were applied before. */
class FieldTest {

  private static final ObjectNode WHOLE =
      Objects.json(
          "{'spec':{'replicas':3,'template':{'spec':{'containers':["
              + "{'name':'side','image':'a:1'},{'name':'main','image':'b:1'}],'tolerations':[{}]}}}}");

  @Test
  void shouldSetAFieldAndItsParents() {
    assertThat(put("/spec/strategy/rollingUpdate/maxSurge", WHOLE))
        .isEqualTo(Objects.json("{'spec':{'strategy':{'rollingUpdate':{'maxSurge':1}}}}"));
  }

  @Test
  void shouldTellAnElementByItsName() {
    assertThat(put("/spec/template/spec/containers/1/resources/limits/memory", WHOLE))
        .isEqualTo(
            Objects.json(
                "{'spec':{'template':{'spec':{'containers':[{'name':'main',"
                    + "'resources':{'limits':{'memory':1}}}]}}}}"));
  }

  @Test
  void shouldNotSetWhatHasNoPlace() {
    assertThat(obstacle("/spec/template/spec/containers/2/image")).isPresent();
    assertThat(obstacle("/spec/template/spec/containers/main/image")).isPresent();
    assertThat(obstacle("/spec/template/spec/tolerations/0/key")).isPresent();
    assertThat(obstacle("/spec/replicas/x")).contains("replicas has no fields");
  }

  @Test
  void shouldReadEscapedSteps() {
    assertThat(put("/spec/template/metadata/annotations/example.com~1a", WHOLE))
        .isEqualTo(
            Objects.json("{'spec':{'template':{'metadata':{'annotations':{'example.com/a':1}}}}}"));
  }

  @Test
  void shouldKeepWhatWasAppliedBefore() {
    ObjectNode whole = WHOLE.deepCopy();
    whole.setAll(
        Objects.json(
            "{'metadata':{'name':'web','managedFields':[{'manager':'reflexarc-actuator',"
                + "'operation':'Apply','fieldsV1':{'f:spec':{'f:replicas':{},'f:gone':{},"
                + "'f:template':{'f:spec':{'f:containers':{'k:{\\'name\\':\\'main\\'}':"
                + "{'.':{},'f:name':{},'f:image':{}}}}}}}},"
                + "{'manager':'kubectl','operation':'Apply','fieldsV1':{'f:spec':{'f:x':{}}}}]}}"));

    ObjectNode own = OwnFields.of(new io.reflexarc.actuator.cluster.KubeObject(whole));

    assertThat(own)
        .isEqualTo(
            Objects.json(
                "{'spec':{'replicas':3,'template':{'spec':{'containers':"
                    + "[{'name':'main','image':'b:1'}]}}}}"));
  }

  private static ObjectNode put(String path, ObjectNode whole) {
    ObjectNode sliver = JsonNodeFactory.instance.objectNode();
    assertThat(Field.at(path).put(sliver, whole, IntNode.valueOf(1))).isEmpty();
    return sliver;
  }

  private static Optional<String> obstacle(String path) {
    return Field.at(path).put(JsonNodeFactory.instance.objectNode(), WHOLE, TextNode.valueOf("x"));
  }
}
