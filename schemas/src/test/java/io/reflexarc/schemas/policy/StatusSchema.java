package io.reflexarc.schemas.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/** The schema of {@code status}, which the detector writes. */
final class StatusSchema {

  private static final String SCHEMA =
      """
      description: What became of it, written by the detector.
      type: object
      x-kubernetes-preserve-unknown-fields: true
      properties:
        observedGeneration:
          description: The generation that was read.
          type: integer
          format: int64
        accepted:
          description: Whether that generation is in force.
          type: boolean
        mistakes:
          description: Why it is not, each by its path; the last good generation stays in force.
          type: array
          maxItems: 101
          items:
            type: string
            maxLength: 2048
        conditions:
          type: array
          x-kubernetes-list-type: map
          x-kubernetes-list-map-keys: [type]
          items:
            type: object
            required: [type, status]
            properties:
              type:
                type: string
              status:
                type: string
                enum: ["True", "False", Unknown]
              reason:
                type: string
              message:
                type: string
                maxLength: 32768
              observedGeneration:
                type: integer
                format: int64
              lastTransitionTime:
                type: string
                format: date-time
      """;

  private StatusSchema() {}

  static JsonNode status() {
    try {
      return new YAMLMapper().readTree(SCHEMA);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
