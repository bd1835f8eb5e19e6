package io.reflexarc.sandbox.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import io.reflexarc.sandbox.api.error.Cause;
import io.reflexarc.sandbox.api.type.ResourceType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what breaks the rules of an object's kind, worded as the real server does. */
final class Validation {

  private static final Pattern NAME =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final String NAME_RULE =
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'example.com',"
          + " regex used for validation is"
          + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
  private static final int NAME_LENGTH = 253;
  private static final String NOT_NEGATIVE = "must be greater than or equal to 0";

  private Validation() {}

  static List<Cause> check(ResourceType type, @Nullable ObjectNode before, ObjectNode object) {
    List<Cause> causes = new ArrayList<>();
    if (before == null) {
      name(object.path("metadata").path("name").asText(), causes);
    }
    JsonNode spec = object.path("spec");
    switch (type.qualifiedPlural()) {
      case "pods" -> PodValidation.check(before, object, causes);
      case "deployments.apps" -> deployment(before, spec, causes);
      case "replicasets.apps", "statefulsets.apps" -> {
        notNegative(spec, "replicas", causes);
        workload(before, spec, causes);
      }
      case "daemonsets.apps" -> workload(before, spec, causes);
      case "poddisruptionbudgets.policy" -> {
        if (spec.hasNonNull("minAvailable") && spec.hasNonNull("maxUnavailable")) {
          causes.add(
              Cause.invalid(
                  "spec", spec.toString(), "minAvailable and maxUnavailable cannot be both set"));
        }
      }
      case "services" -> {
        if (spec.path("ports").isEmpty() && !spec.path("clusterIP").asText().equals("None")) {
          causes.add(Cause.required("spec.ports", ""));
        }
      }
      case "customresourcedefinitions.apiextensions.k8s.io" -> definition(object, causes);
      default -> {}
    }
    return causes;
  }

  private static void name(String name, List<Cause> causes) {
    if (name.length() > NAME_LENGTH) {
      causes.add(
          Cause.invalid("metadata.name", quote(name), "must be no more than 253 characters"));
    } else if (!NAME.matches(name)) {
      causes.add(Cause.invalid("metadata.name", quote(name), NAME_RULE));
    }
  }

  private static void deployment(@Nullable ObjectNode before, JsonNode spec, List<Cause> causes) {
    notNegative(spec, "replicas", causes);
    workload(before, spec, causes);
    JsonNode rolling = spec.path("strategy").path("rollingUpdate");
    if (isZero(rolling.path("maxSurge")) && isZero(rolling.path("maxUnavailable"))) {
      causes.add(
          Cause.invalid(
              "spec.strategy.rollingUpdate.maxUnavailable",
              rolling.path("maxUnavailable").toString(),
              "may not be 0 when `maxSurge` is 0"));
    }
    String strategy = spec.path("strategy").path("type").asText();
    if (!List.of("RollingUpdate", "Recreate").contains(strategy)) {
      causes.add(
          Cause.unsupported(
              "spec.strategy.type", quote(strategy), "\"Recreate\", \"RollingUpdate\""));
    } else if (strategy.equals("Recreate") && !rolling.isMissingNode()) {
      causes.add(
          Cause.forbidden(
              "spec.strategy.rollingUpdate",
              "may not be specified when strategy `type` is 'Recreate'"));
    }
    notNegative(spec, "minReadySeconds", causes);
    notNegative(spec, "revisionHistoryLimit", causes);
    notNegative(spec, "progressDeadlineSeconds", causes);
    long deadline = spec.path("progressDeadlineSeconds").asLong();
    if (deadline <= spec.path("minReadySeconds").asLong()) {
      causes.add(
          Cause.invalid(
              "spec.progressDeadlineSeconds",
              Long.toString(deadline),
              "must be greater than minReadySeconds"));
    }
  }

  private static void workload(@Nullable ObjectNode before, JsonNode spec, List<Cause> causes) {
    JsonNode selector = spec.path("selector");
    JsonNode labels = spec.path("template").path("metadata").path("labels");
    if (selector.isMissingNode()) {
      causes.add(Cause.required("spec.selector", ""));
    } else if (selector.isEmpty()) {
      causes.add(Cause.invalid("spec.selector", "{}", "empty selector is invalid for deployment"));
    }
    boolean matches =
        selector.path("matchLabels").properties().stream()
            .allMatch(label -> label.getValue().equals(labels.get(label.getKey())));
    if (!matches) {
      String shown = labels.isMissingNode() ? "null" : labels.toString();
      causes.add(
          Cause.invalid(
              "spec.template.metadata.labels",
              shown,
              "`selector` does not match template `labels`"));
    }
    PodValidation.template("spec.template.spec", spec.path("template").path("spec"), causes);
    if (before != null && !selector.equals(before.path("spec").path("selector"))) {
      causes.add(Cause.invalid("spec.selector", selector.toString(), "field is immutable"));
    }
  }

  private static void definition(ObjectNode object, List<Cause> causes) {
    JsonNode spec = object.path("spec");
    String wanted = spec.path("names").path("plural").asText() + "." + spec.path("group").asText();
    String name = object.path("metadata").path("name").asText();
    if (!name.equals(wanted)) {
      causes.add(
          Cause.invalid(
              "metadata.name", quote(name), "must be spec.names.plural+\".\"+spec.group"));
    }
    if (spec.path("names").path("kind").asText("").isEmpty()) {
      causes.add(Cause.required("spec.names.kind", ""));
    }
    int stored = 0;
    for (JsonNode version : spec.path("versions")) {
      stored += version.path("storage").asBoolean() ? 1 : 0;
    }
    if (stored != 1) {
      causes.add(
          Cause.invalid(
              "spec.versions",
              spec.path("versions").toString(),
              "must have exactly one version marked as storage version"));
    }
    if (!List.of("Namespaced", "Cluster").contains(spec.path("scope").asText())) {
      causes.add(
          Cause.unsupported(
              "spec.scope", quote(spec.path("scope").asText()), "\"Cluster\", \"Namespaced\""));
    }
  }

  private static void notNegative(JsonNode spec, String field, List<Cause> causes) {
    JsonNode value = spec.path(field);
    if (value.isNumber() && value.asLong() < 0) {
      causes.add(Cause.invalid("spec." + field, value.toString(), NOT_NEGATIVE));
    }
  }

  private static boolean isZero(JsonNode value) {
    return !value.isMissingNode() && List.of("0", "0%").contains(value.asText());
  }

  static String quote(String text) {
    return "\"" + text + "\"";
  }
}
