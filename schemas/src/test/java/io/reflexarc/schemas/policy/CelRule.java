package io.reflexarc.schemas.policy;

/**
 * What the custom resource's schema asks of several values, or of what is in one, as a CEL
 * expression.
 *
 * @param rule the expression; {@code self} is the value that the rule stands at
 * @param message what the parser says, as far as it is the same whatever was written
 * @param at the field that is at fault, such as {@code .name}; empty for the whole
 * @param refuses an example: what, merged into a good value, makes the rule refuse it; YAML
 */
record CelRule(String rule, String message, String at, String refuses) {

  static CelRule of(String rule, String message, String refuses) {
    return new CelRule(rule, message, "", refuses);
  }

  CelRule at(String field) {
    return new CelRule(rule, message, field, refuses);
  }
}
