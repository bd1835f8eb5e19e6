package io.reflexarc.schemas.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Reads policies. Whatever it is given, it answers with a policy or with every mistake in it. */
public final class PolicyParser {

  /** The group and version of the language. */
  public static final String API_VERSION = "reflexarc.io/v1alpha1";

  /** The kind of the custom resource. */
  public static final String KIND = "RemediationPolicy";

  private PolicyParser() {}

  /**
   * Reads the spec of a policy.
   *
   * @param generation rises with each change, 0 where the source does not count
   * @param spec the {@code spec} of the document as a tree
   */
  public static ParseResult parse(String namespace, String name, long generation, JsonNode spec) {
    return new ParseResult.Refused(List.of(new Mistake("spec", "is not read")));
  }

  /**
   * Reads the spec of a policy from text.
   *
   * @param generation rises with each change, 0 where the source does not count
   * @param spec the {@code spec} of the document as JSON or YAML, at most 64 KiB
   */
  public static ParseResult parse(String namespace, String name, long generation, String spec) {
    return new ParseResult.Refused(List.of(new Mistake("spec", "is not read")));
  }

  /**
   * Reads a whole document ({@code apiVersion}, {@code kind}, {@code metadata}, {@code spec}).
   *
   * @param document JSON or YAML, at most 64 KiB
   * @param generation taken where {@code metadata.generation} is absent
   */
  public static ParseResult parseDocument(String document, long generation) {
    return new ParseResult.Refused(List.of(new Mistake("", "is not read")));
  }
}
