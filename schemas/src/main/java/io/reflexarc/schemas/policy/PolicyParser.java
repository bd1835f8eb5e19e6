package io.reflexarc.schemas.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads policies. Whatever it is given, it answers with a policy that can be enforced as it stands,
 * or with every mistake in it. It never throws and never leaves anything written out of account.
 */
public final class PolicyParser {

  /** The group and version of the language. */
  public static final String API_VERSION = "reflexarc.io/v1alpha1";

  /** The kind of the custom resource. */
  public static final String KIND = "RemediationPolicy";

  /** Most documents in one file. */
  public static final int MAX_DOCUMENTS = 100;

  private static final Pattern DIVIDER = Pattern.compile("(?m)^(---|\\.\\.\\.)[ \\t]*(#.*)?$");
  private static final Pattern EMPTY = Pattern.compile("(\\s|#[^\\n]*+)*+");
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Scalar<String> NAME_TEXT =
      Scalars.text(TargetReader.NAME, 253, "a name of lower case letters, digits, - and .");
  private static final Scalar<String> NAMESPACE_TEXT =
      Scalars.text(NAMESPACE, 63, "a namespace of lower case letters, digits and -");

  private PolicyParser() {}

  /**
   * Reads the spec of a policy.
   *
   * @param generation rises with each change, 0 where the source does not count
   * @param spec the {@code spec} of the document as a tree
   */
  public static ParseResult parse(String namespace, String name, long generation, JsonNode spec) {
    Mistakes mistakes = new Mistakes();
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    Fields metadata =
        Fields.of(
            "metadata",
            "its name",
            nodes
                .objectNode()
                .put("namespace", namespace)
                .put("name", name)
                .put("generation", generation),
            mistakes);
    return read(metadata, Fields.of("spec", "{target, symptom, ladder}", spec, mistakes), mistakes);
  }

  /**
   * Reads the spec of a policy from text.
   *
   * @param generation rises with each change, 0 where the source does not count
   * @param spec the {@code spec} of the document as JSON or YAML, at most 64 KiB
   */
  public static ParseResult parse(String namespace, String name, long generation, String spec) {
    try {
      return parse(namespace, name, generation, PolicyText.read(spec));
    } catch (WrongValue wrong) {
      return refused("spec", wrong.message());
    }
  }

  /**
   * Reads a whole document ({@code apiVersion}, {@code kind}, {@code metadata}, {@code spec}).
   *
   * @param document JSON or YAML, at most 64 KiB
   * @param generation taken where {@code metadata.generation} is absent
   */
  public static ParseResult parseDocument(String document, long generation) {
    Mistakes mistakes = new Mistakes();
    try {
      JsonNode tree = PolicyText.read(document);
      if (!tree.isObject()) {
        mistakes.add("", "the document is not a mapping, write apiVersion, kind, metadata, spec");
        return new ParseResult.Refused(mistakes.all());
      }
      return document(Fields.root(tree, mistakes), generation);
    } catch (WrongValue wrong) {
      return refused("", wrong.message());
    }
  }

  /**
   * Reads a file of several documents, divided by lines of {@code ---}; empty ones are passed over.
   *
   * @param text YAML or JSON, each document at most 64 KiB, at most {@link #MAX_DOCUMENTS} of them
   * @param generation taken where a document's {@code metadata.generation} is absent
   * @return one result for each document, in order
   */
  public static List<ParseResult> parseDocuments(String text, long generation) {
    String[] documents = DIVIDER.split(text, MAX_DOCUMENTS + 2);
    List<ParseResult> results = new ArrayList<>();
    for (String document : documents) {
      if (results.size() == MAX_DOCUMENTS) {
        results.add(refused("", "the file holds more than " + MAX_DOCUMENTS + " documents"));
        return List.copyOf(results);
      }
      if (!EMPTY.matcher(document).matches()) {
        results.add(parseDocument(document, generation));
      }
    }
    return List.copyOf(results);
  }

  private static ParseResult refused(String path, String message) {
    return new ParseResult.Refused(List.of(new Mistake(path, message)));
  }

  private static ParseResult document(Fields root, long generation) {
    root.required("apiVersion", Scalars.among(List.of(API_VERSION), Set.of()), API_VERSION);
    root.required("kind", Scalars.among(List.of(KIND), Set.of()), KIND);
    root.has("status");
    Fields metadata = root.mapping("metadata", "{namespace: shop, name: checkout-errors}");
    metadata.fallback("generation", generation);
    Fields spec = root.mapping("spec", "{target, symptom, ladder}");
    ParseResult result = read(metadata, spec, root.mistakes());
    root.finish();
    return root.mistakes().count() == 0 ? result : new ParseResult.Refused(root.mistakes().all());
  }

  private static ParseResult read(Fields metadata, Fields spec, Mistakes mistakes) {
    Optional<String> namespace = metadata.required("namespace", NAMESPACE_TEXT, "its namespace");
    Optional<String> name = metadata.required("name", NAME_TEXT, "its name");
    Optional<Long> generation =
        metadata.required("generation", Scalars.wholeNumber(0, Long.MAX_VALUE), "1");
    Optional<PolicySpec> read = SpecReader.read(spec);
    return mistakes.count() == 0 && read.isPresent()
        ? new ParseResult.Accepted(
            new Policy(
                namespace.orElseThrow(), name.orElseThrow(), generation.orElseThrow(), read.get()))
        : new ParseResult.Refused(mistakes.all());
  }
}
