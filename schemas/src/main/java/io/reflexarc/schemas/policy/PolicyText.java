package io.reflexarc.schemas.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Turns a policy's text into a tree, within bounds: size, nesting, no aliases, no second document.
 */
final class PolicyText {

  static final int MAX_BYTES = 64 << 10;
  private static final int MAX_DEPTH = 20;

  private static final StreamReadConstraints BOUNDS =
      StreamReadConstraints.builder()
          .maxNestingDepth(MAX_DEPTH)
          .maxDocumentLength(MAX_BYTES)
          .maxNumberLength(50)
          .build();

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(BOUNDS)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .streamReadConstraints(BOUNDS)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private PolicyText() {}

  /**
   * @throws WrongValue saying what is wrong with the text as a whole
   */
  static JsonNode read(String text) throws WrongValue {
    if (text.length() > MAX_BYTES || text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new WrongValue("the document is larger than 64 KiB, the most a policy may have");
    }
    if (text.stripLeading().startsWith("{")) {
      try {
        return JSON.readTree(text);
      } catch (JsonProcessingException e) {
        return yaml(text);
      }
    }
    return yaml(text);
  }

  private static JsonNode yaml(String text) throws WrongValue {
    try {
      checkTokens(text);
      return YAML.readTree(text);
    } catch (StreamConstraintsException e) {
      throw new WrongValue(
          "the document is nested deeper than " + MAX_DEPTH + ", the most allowed");
    } catch (JsonProcessingException e) {
      throw new WrongValue(
          "the document is not YAML: " + Shown.sentence(e.getOriginalMessage()) + where(e));
    } catch (IOException | RuntimeException e) {
      throw new WrongValue(
          "the document is not YAML: " + Shown.sentence(String.valueOf(e.getMessage())));
    }
  }

  /** Refuses what a tree would not show: aliases, and documents after the first. */
  private static void checkTokens(String text) throws IOException, WrongValue {
    try (YAMLParser parser = YAML.getFactory().createParser(text)) {
      int depth = 0;
      int roots = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (parser.isCurrentAlias()) {
          throw new WrongValue(
              "the document uses the alias *"
                  + Shown.text(parser.getText())
                  + ", write the value out");
        }
        roots += depth == 0 ? 1 : 0;
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (roots > 1) {
          throw new WrongValue("the text holds more than one document, write one policy in each");
        }
      }
    }
  }

  private static String where(JsonProcessingException e) {
    return e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
  }
}
