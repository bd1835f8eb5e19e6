package io.reflexarc.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.schemas.registry.RegistryException.Problem;
import org.apache.avro.Schema;

/** Schemas as the registry writes them: without what concerns Java alone. */
final class SchemaText {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JAVA_STRING = "avro.java.string";

  private SchemaText() {}

  /**
   * The schema's JSON as any other language would write it: the hint which class Java uses for
   * strings is taken out, so that a publisher with the plain {@code .avsc} gets the same id.
   */
  static String of(Schema schema) {
    try {
      JsonNode tree = JSON.readTree(schema.toString());
      strip(tree);
      return parse(tree.toString(), "our own").toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Avro wrote a schema that is not JSON", e);
    }
  }

  /** Reads a schema that somebody else wrote. */
  static Schema parse(String text, String whose) {
    try {
      return new Schema.Parser().parse(text);
    } catch (RuntimeException | StackOverflowError e) {
      throw new RegistryException(
          Problem.UNEXPECTED, whose + " schema cannot be read as Avro: " + e.getMessage(), e);
    }
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(JAVA_STRING);
    }
    node.forEach(SchemaText::strip);
  }
}
