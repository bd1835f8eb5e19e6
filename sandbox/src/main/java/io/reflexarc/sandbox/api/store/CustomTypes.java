package io.reflexarc.sandbox.api.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.schema.Schemas;
import io.reflexarc.sandbox.api.store.StoreEvent.Change;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.api.type.PrinterColumn;
import io.reflexarc.sandbox.api.type.ResourceType;
import io.reflexarc.sandbox.api.type.ResourceTypes;
import java.util.ArrayList;
import java.util.List;

/** Serves what custom resource definitions define, from the moment they are stored. */
final class CustomTypes implements StoreListener {

  private static final WriteOptions CONTROLLER = WriteOptions.by("kube-apiserver");

  private final ObjectStore store;
  private final ResourceTypes types;
  private final Schemas schemas;

  CustomTypes(ObjectStore store, ResourceTypes types, Schemas schemas) {
    this.store = store;
    this.types = types;
    this.schemas = schemas;
  }

  @Override
  public void changed(StoreEvent event) {
    if (!event.type().equals(BuiltInTypes.CUSTOM_RESOURCE_DEFINITIONS)) {
      return;
    }
    JsonNode spec = event.object().path("spec");
    List<ResourceType> defined = typesOf(spec);
    if (event.change() == Change.DELETED) {
      defined.stream().limit(1).forEach(this::deleteAll);
      types.unregister(spec.path("group").asText(), spec.path("names").path("plural").asText());
      return;
    }
    defined.forEach(types::register);
    store.modifyStatus(
        event.type(), ObjectKey.of(event.object()), CONTROLLER, crd -> establish(crd));
  }

  private List<ResourceType> typesOf(JsonNode spec) {
    List<ResourceType> defined = new ArrayList<>();
    for (JsonNode version : spec.path("versions")) {
      if (version.path("served").asBoolean()) {
        ResourceType type = typeOf(spec, version);
        schemas.declare(type, version.path("schema").path("openAPIV3Schema"));
        defined.add(type);
      }
    }
    return defined;
  }

  private static ResourceType typeOf(JsonNode spec, JsonNode version) {
    JsonNode names = spec.path("names");
    String group = spec.path("group").asText();
    String plural = names.path("plural").asText();
    String kind = names.path("kind").asText();
    String label = version.path("name").asText();
    boolean namespaced = spec.path("scope").asText().equals("Namespaced");
    ResourceType type =
        namespaced
            ? ResourceType.namespaced(group, label, plural, kind)
            : ResourceType.clusterWide(group, label, plural, kind);
    List<String> subresources = new ArrayList<>();
    version.path("subresources").fieldNames().forEachRemaining(subresources::add);
    return type.shortNames(texts(names.path("shortNames")))
        .categories(texts(names.path("categories")))
        .subresources(subresources.toArray(String[]::new))
        .countingGenerations()
        .columns(columns(version.path("additionalPrinterColumns")));
  }

  private static List<PrinterColumn> columns(JsonNode declared) {
    List<PrinterColumn> columns = new ArrayList<>();
    for (JsonNode column : declared) {
      columns.add(
          new PrinterColumn(
              column.path("name").asText(),
              column.path("type").asText("string"),
              column.path("jsonPath").asText(),
              column.path("description").asText(""),
              column.path("priority").asInt()));
    }
    return columns;
  }

  private static String[] texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(element -> texts.add(element.asText()));
    return texts.toArray(String[]::new);
  }

  private ObjectNode establish(ObjectNode crd) {
    if (!crd.path("status").path("conditions").isEmpty()) {
      return crd;
    }
    ObjectNode status = crd.withObjectProperty("status");
    status.set("acceptedNames", crd.path("spec").path("names").deepCopy());
    ArrayNode stored = status.putArray("storedVersions");
    for (JsonNode version : crd.path("spec").path("versions")) {
      if (version.path("storage").asBoolean()) {
        stored.add(version.path("name").asText());
      }
    }
    ArrayNode conditions = status.putArray("conditions");
    condition(conditions, "NamesAccepted", "NoConflicts", "no conflicts found");
    condition(
        conditions, "Established", "InitialNamesAccepted", "the initial names have been accepted");
    return crd;
  }

  private void condition(ArrayNode conditions, String type, String reason, String message) {
    conditions
        .addObject()
        .put("type", type)
        .put("status", "True")
        .put("lastTransitionTime", Metadata.timestamp(store.now()))
        .put("reason", reason)
        .put("message", message);
  }

  private void deleteAll(ResourceType type) {
    for (ObjectNode object : store.list(type, null)) {
      store.delete(
          type,
          Metadata.namespace(object),
          Metadata.name(object),
          DeleteOptions.background(),
          CONTROLLER);
    }
  }
}
