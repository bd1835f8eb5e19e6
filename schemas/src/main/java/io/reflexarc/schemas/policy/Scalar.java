package io.reflexarc.schemas.policy;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads one value of a policy. */
@FunctionalInterface
interface Scalar<T> {

  /**
   * @throws WrongValue naming the value and the fix
   */
  T read(JsonNode node) throws WrongValue;
}
