package io.reflexarc.sandbox.scenario;

import io.reflexarc.schemas.avro.Verb;

/**
 * What a human orders.
 *
 * @param verb the order
 * @param scope what for, as in the topic of controls: {@code sandbox/shop}; {@link #PROPOSED} for
 *     the command that waits for an approval
 * @param by who
 * @param reason why
 */
public record Order(Verb verb, String scope, String by, String reason) {

  /** The scope that stands for the command that waits for an approval. */
  public static final String PROPOSED = "proposed";

  /**
   * @throws IllegalArgumentException when a part is empty
   */
  public Order {
    if (verb == Verb.UNKNOWN || scope.isBlank() || by.isBlank() || reason.isBlank()) {
      throw new IllegalArgumentException("an order needs a verb, a scope, by and a reason");
    }
  }
}
