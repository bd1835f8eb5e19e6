package io.reflexarc.sandbox.api.select;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.type.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A field selector: fields of an object that must or must not have a value. */
public final class FieldSelector implements Predicate<JsonNode> {

  private record Term(List<String> path, String value, boolean equal) {

    boolean holds(JsonNode object) {
      JsonNode found = object;
      for (String step : path) {
        found = found.path(step);
      }
      boolean absentFlag = found.isMissingNode() && value.matches("true|false");
      String text = absentFlag ? "false" : found.asText("");
      return text.equals(value) == equal;
    }
  }

  private static final Set<String> EVERYWHERE = Set.of("metadata.name", "metadata.namespace");
  private static final Set<String> OF_EVENTS =
      Set.of(
          "involvedObject.kind",
          "involvedObject.namespace",
          "involvedObject.name",
          "involvedObject.uid",
          "involvedObject.apiVersion",
          "involvedObject.resourceVersion",
          "involvedObject.fieldPath",
          "reason",
          "reportingComponent",
          "source",
          "type");
  private static final Set<String> OF_NEW_EVENTS =
      Set.of(
          "regarding.kind",
          "regarding.namespace",
          "regarding.name",
          "regarding.uid",
          "regarding.apiVersion",
          "regarding.resourceVersion",
          "regarding.fieldPath",
          "reason",
          "reportingController",
          "type");
  private static final Map<String, Set<String>> BY_PLURAL =
      Map.of(
          "pods",
          Set.of(
              "spec.nodeName",
              "spec.restartPolicy",
              "spec.schedulerName",
              "spec.serviceAccountName",
              "spec.hostNetwork",
              "status.phase",
              "status.podIP",
              "status.nominatedNodeName"),
          "nodes",
          Set.of("spec.unschedulable"),
          "namespaces",
          Set.of("status.phase"),
          "secrets",
          Set.of("type"),
          "services",
          Set.of("spec.clusterIP", "spec.type"),
          "replicasets.apps",
          Set.of("status.replicas"),
          "jobs.batch",
          Set.of("status.successful"),
          "events",
          OF_EVENTS,
          "events.events.k8s.io",
          OF_NEW_EVENTS);

  private final List<Term> terms;

  private FieldSelector(List<Term> terms) {
    this.terms = List.copyOf(terms);
  }

  /**
   * Parses the fieldSelector of a query.
   *
   * @param text null or blank selects everything
   * @throws ApiException 400 when it cannot be read or names a field that this type does not select
   *     by
   */
  public static FieldSelector parse(ResourceType type, @Nullable String text) {
    List<Term> terms = new ArrayList<>();
    if (text != null && !text.isBlank()) {
      for (String part : text.split(",")) {
        terms.add(term(type, part.strip(), text));
      }
    }
    return new FieldSelector(terms);
  }

  @Override
  public boolean test(JsonNode object) {
    return terms.stream().allMatch(term -> term.holds(object));
  }

  private static Term term(ResourceType type, String part, String whole) {
    boolean differs = part.contains("!=");
    String[] sides = part.split(differs ? "!=" : "==?", 2);
    if (sides.length < 2) {
      throw ApiException.badRequest(
          "invalid selector: '%s'; can't understand '%s'".formatted(whole, part));
    }
    String field = sides[0].strip();
    boolean known =
        EVERYWHERE.contains(field)
            || BY_PLURAL.getOrDefault(type.qualifiedPlural(), Set.of()).contains(field);
    if (!known) {
      throw ApiException.badRequest(
          "Unable to find \"%s\" that match label selector \"\", field selector \"%s\": field label not supported: %s"
              .formatted(type.apiVersion() + ", Resource=" + type.plural(), whole, field));
    }
    return new Term(List.of(field.split("\\.")), sides[1].strip(), !differs);
  }
}
