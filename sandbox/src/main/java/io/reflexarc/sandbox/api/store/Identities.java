package io.reflexarc.sandbox.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.error.Cause;
import io.reflexarc.sandbox.api.type.ResourceType;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes uids and name suffixes from a source of chance given from outside. */
final class Identities {

  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
  private static final int SUFFIX_LENGTH = 5;

  private final RandomGenerator random;

  Identities(RandomGenerator random) {
    this.random = random;
  }

  String uid() {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }

  /** The name that generateName asks for. */
  String nameFor(ResourceType type, ObjectNode metadata) {
    String prefix = metadata.path("generateName").asText("");
    if (prefix.isEmpty()) {
      throw ApiException.invalid(
          type, "", List.of(Cause.required("metadata.name", "name or generateName is required")));
    }
    return prefix + suffix();
  }

  private String suffix() {
    StringBuilder suffix = new StringBuilder(SUFFIX_LENGTH);
    for (int i = 0; i < SUFFIX_LENGTH; i++) {
      suffix.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return suffix.toString();
  }
}
