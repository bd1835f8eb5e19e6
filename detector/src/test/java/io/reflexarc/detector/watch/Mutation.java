package io.reflexarc.detector.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Spoils a JSON object in a few places. */
final class Mutation {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MOST_PLACES = 4;
  private static final int HUGE = 20_000;

  private final Random random;

  Mutation(Random random) {
    this.random = random;
  }

  JsonNode of(JsonNode sound) {
    JsonNode spoilt = sound.deepCopy();
    for (int place = random.nextInt(MOST_PLACES); place >= 0; place--) {
      spoil(anyContainer(spoilt));
    }
    return spoilt;
  }

  private ContainerNode<?> anyContainer(JsonNode root) {
    JsonNode at = root;
    while (true) {
      List<JsonNode> inside = new ArrayList<>();
      at.forEach(
          child -> {
            if (child.isContainerNode() && !child.isEmpty()) {
              inside.add(child);
            }
          });
      if (inside.isEmpty() || random.nextInt(4) == 0) {
        return (ContainerNode<?>) at;
      }
      at = inside.get(random.nextInt(inside.size()));
    }
  }

  private void spoil(ContainerNode<?> container) {
    if (container.isEmpty()) {
      return;
    }
    int index = random.nextInt(container.size());
    if (container instanceof ArrayNode array) {
      if (random.nextBoolean()) {
        array.remove(index);
      } else {
        array.set(index, anything(array.get(index)));
      }
    } else if (container instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.get(index);
      if (random.nextInt(3) == 0) {
        object.remove(name);
      } else {
        object.set(name, anything(object.get(name)));
      }
    }
  }

  private JsonNode anything(JsonNode instead) {
    return switch (random.nextInt(9)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.textNode("");
      case 2 -> JSON.textNode("x/".repeat(HUGE));
      case 3 -> JSON.numberNode(random.nextInt());
      case 4 -> JSON.numberNode(Integer.MAX_VALUE);
      case 5 -> JSON.textNode("9999-99-99T99:99:99Z");
      case 6 -> JSON.textNode("\u0000\ud800/\n");
      case 7 -> JSON.objectNode().set("nested", instead.deepCopy());
      default -> JSON.arrayNode().add(instead.deepCopy()).addNull();
    };
  }
}
