package io.reflexarc.detector.scrape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.reflexarc.detector.cluster.LabelSelector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a file of selectors: all of it, or none with every mistake named by its path. Bounded in
 * size, depth and count.
 */
public final class SelectorText {

  /** Longest text. */
  public static final int MAX_BYTES = 64 << 10;

  static final int MAX_SELECTORS = 50;
  private static final int MAX_NAMESPACES = 100;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?");
  private static final Pattern PORT_NAME =
      Pattern.compile("(?=.*[a-z])[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern PATH = Pattern.compile(Endpoint.PATH);
  private static final Pattern SCHEME = Pattern.compile("https?");
  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(10)
                          .maxDocumentLength(MAX_BYTES)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .build();

  private final SelectorMistakes mistakes = new SelectorMistakes();
  private final Set<String> names = new HashSet<>();

  private SelectorText() {}

  /**
   * What a text says.
   *
   * @param selectors in order; none after a mistake
   * @param mistakes a path and what to write instead; empty when all is right
   */
  public record Result(List<PodSelector> selectors, List<String> mistakes) {

    public Result {
      selectors = List.copyOf(selectors);
      mistakes = List.copyOf(mistakes);
    }
  }

  /** Reads a text, YAML or JSON; one without content is a list without selectors. */
  public static Result read(String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      return new Result(List.of(), List.of("the file is longer than " + MAX_BYTES + " bytes"));
    }
    try {
      return new SelectorText().list(YAML.readTree(text));
    } catch (JsonProcessingException | RuntimeException e) {
      String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      return new Result(List.of(), List.of("the file is not YAML: " + SelectorMistakes.shown(why)));
    }
  }

  private Result list(JsonNode root) {
    List<PodSelector> selectors = new ArrayList<>();
    if (root.isArray() && root.size() <= MAX_SELECTORS) {
      for (int i = 0; i < root.size(); i++) {
        SelectorFields fields = new SelectorFields("[" + i + "]", root.get(i), mistakes);
        selector(fields).ifPresent(selectors::add);
      }
    } else if (root.isArray()) {
      mistakes.add("", "has " + root.size() + " selectors, write at most " + MAX_SELECTORS);
    } else if (!root.isMissingNode() && !root.isNull()) {
      mistakes.add("", "is not a list, write - {name: shop, selector: {...}, port: metrics}");
    }
    List<String> found = mistakes.all();
    return new Result(found.isEmpty() ? selectors : List.of(), found);
  }

  private Optional<PodSelector> selector(SelectorFields fields) {
    String name = fields.required("name", NAME, "a name of lower case letters, digits, - and .");
    if (!name.isEmpty() && !names.add(name)) {
      fields.mistake("name", name + " is the name of a selector above, write another");
    }
    Set<String> namespaces =
        new LinkedHashSet<>(
            fields.texts("namespaces", MAX_NAMESPACES, NAME, "the name of a namespace"));
    LabelSelector labels = new LabelsReader(fields.mapping("selector"), mistakes).read();
    String port = port(fields);
    String path = fields.optional("path", PATH, "a path, write /metrics").orElse("/metrics");
    String scheme = fields.optional("scheme", SCHEME, "http or https").orElse("http");
    Optional<Duration> interval = fields.duration("interval", SHORTEST, LONGEST);
    Optional<String> container = fields.optional("container", NAME, "the name of a container");
    return fields.finish()
        ? Optional.of(
            new PodSelector(name, namespaces, labels, port, path, scheme, interval, container))
        : Optional.empty();
  }

  private static String port(SelectorFields fields) {
    JsonNode port = fields.value("port");
    if (port.isIntegralNumber() && port.canConvertToInt()) {
      if (port.intValue() > 0 && port.intValue() < 65_536) {
        return port.asText();
      }
      fields.mistake("port", port.asText() + " is not a port, write 1 to 65535");
    } else if (port.isMissingNode() || port.isNull()) {
      fields.mistake("port", "is missing, write the number of a port or the name of one");
    } else if (port.isTextual()
        && port.textValue().length() <= 63
        && PORT_NAME.matcher(port.textValue()).matches()) {
      return port.textValue();
    } else {
      fields.mistake(
          "port", SelectorMistakes.shown(port) + " is not a port, write its number or its name");
    }
    return "0";
  }
}
