package io.reflexarc.sandbox.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.error.Cause;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of pods and pod templates. */
final class PodValidation {

  private static final String IMMUTABLE =
      "pod updates may not change fields other than"
          + " `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations`"
          + " (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow"
          + " it to be set to 1 if it was previously negative)";

  private PodValidation() {}

  static void check(@Nullable ObjectNode before, ObjectNode pod, List<Cause> causes) {
    template("spec", pod.path("spec"), causes);
    if (before != null
        && !before.path("spec").equals(pod.path("spec"))
        && !fixed(before.path("spec")).equals(fixed(pod.path("spec")))) {
      causes.add(Cause.forbidden("spec", IMMUTABLE));
    }
  }

  static void template(String path, JsonNode spec, List<Cause> causes) {
    JsonNode containers = spec.path("containers");
    if (containers.isEmpty()) {
      causes.add(Cause.required(path + ".containers", ""));
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < containers.size(); i++) {
      String at = path + ".containers[" + i + "]";
      JsonNode container = containers.get(i);
      String name = container.path("name").asText("");
      if (name.isEmpty()) {
        causes.add(Cause.required(at + ".name", ""));
      } else if (!names.add(name)) {
        causes.add(
            new Cause("FieldValueDuplicate", "Duplicate value: \"" + name + "\"", at + ".name"));
      }
      if (container.path("image").asText("").isEmpty()) {
        causes.add(Cause.required(at + ".image", ""));
      }
      resources(at + ".resources", container.path("resources"), causes);
    }
  }

  private static void resources(String path, JsonNode resources, List<Cause> causes) {
    for (var limit : resources.path("limits").properties()) {
      JsonNode request = resources.path("requests").path(limit.getKey());
      BigDecimal upper = amount(path + ".limits." + limit.getKey(), limit.getValue(), causes);
      if (request.isMissingNode() || upper == null) {
        continue;
      }
      BigDecimal lower = amount(path + ".requests." + limit.getKey(), request, causes);
      if (lower != null && lower.compareTo(upper) > 0) {
        causes.add(
            Cause.invalid(
                path + ".requests",
                Validation.quote(request.asText()),
                "must be less than or equal to %s limit of %s"
                    .formatted(limit.getKey(), limit.getValue().asText())));
      }
    }
  }

  private static @Nullable BigDecimal amount(String path, JsonNode value, List<Cause> causes) {
    BigDecimal amount = Quantities.parse(value.asText()).orElse(null);
    if (amount == null) {
      causes.add(
          Cause.invalid(
              path,
              Validation.quote(value.asText()),
              "quantities must match the regular expression"
                  + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"));
    }
    return amount;
  }

  /** What must stay as it is once a pod exists; binding it to a node is the scheduler's. */
  private static ObjectNode fixed(JsonNode spec) {
    ObjectNode fixed = spec.deepCopy();
    fixed.remove(List.of("nodeName", "tolerations", "activeDeadlineSeconds", "schedulingGates"));
    for (String list : List.of("containers", "initContainers")) {
      for (JsonNode container : fixed.path(list)) {
        ((ObjectNode) container).remove("image");
      }
    }
    return fixed;
  }
}
