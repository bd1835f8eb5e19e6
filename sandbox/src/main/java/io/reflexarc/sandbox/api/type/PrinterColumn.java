package io.reflexarc.sandbox.api.type;

import java.util.Objects;

/**
 * One column that {@code kubectl get} prints for a custom resource.
 *
 * @param name the heading
 * @param type {@code string}, {@code integer}, {@code number}, {@code boolean} or {@code date}
 * @param jsonPath where the value is, such as {@code .spec.mode}
 * @param description what the column means
 * @param priority 0 is always shown, above only with {@code -o wide}
 */
public record PrinterColumn(
    String name, String type, String jsonPath, String description, int priority) {

  public PrinterColumn {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(jsonPath, "jsonPath");
    Objects.requireNonNull(description, "description");
  }
}
