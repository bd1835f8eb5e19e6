package io.reflexarc.sandbox.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.reflexarc.sandbox.registry.RegistryEvent.Mode;
import io.reflexarc.sandbox.registry.RegistryEvent.VersionKept;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Confluent's REST, path by path. */
final class RegistryRoutes {

  static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  static final int LONGEST_REQUEST = 2 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(RegistryRoutes.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_SUBJECT = 1_000;

  private final SchemaStore store;

  RegistryRoutes(SchemaStore store) {
    this.store = store;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/", to(request -> JSON.createObjectNode()));
    routes.get("/schemas/types", to(request -> List.of("AVRO")));
    schemas(routes);
    subjects(routes);
    compatibility(routes);
    config(routes);
    mode(routes);
    failures(routes);
  }

  private void schemas(RoutesConfig routes) {
    routes.get(
        "/schemas/ids/{id}",
        to(request -> JSON.createObjectNode().put("schema", store.schema(id(request)))));
    routes.get("/schemas/ids/{id}/schema", to(request -> tree(store.schema(id(request)))));
    routes.get(
        "/schemas/ids/{id}/subjects",
        to(request -> store.uses(id(request)).stream().map(VersionKept::subject).toList()));
    routes.get(
        "/schemas/ids/{id}/versions",
        to(request -> store.uses(id(request)).stream().map(RegistryRoutes::use).toList()));
  }

  private void subjects(RoutesConfig routes) {
    routes.get("/subjects", to(request -> store.subjects(flag(request, "deleted"))));
    routes.post(
        "/subjects/{subject}",
        to(r -> described(store.find(subject(r), schema(r), flag(r, "deleted")))));
    routes.delete(
        "/subjects/{subject}",
        to(request -> store.deleteSubject(subject(request), flag(request, "permanent"))));
    routes.get(
        "/subjects/{subject}/versions",
        to(
            r ->
                store.versions(subject(r), flag(r, "deleted")).stream()
                    .map(VersionKept::version)
                    .toList()));
    routes.post(
        "/subjects/{subject}/versions",
        to(r -> JSON.createObjectNode().put("id", store.register(subject(r), schema(r)))));
    routes.get("/subjects/{subject}/versions/{version}", to(r -> described(version(r))));
    routes.get("/subjects/{subject}/versions/{version}/schema", to(r -> tree(version(r).schema())));
    routes.delete(
        "/subjects/{subject}/versions/{version}",
        to(r -> store.deleteVersion(subject(r), r.pathParam("version"), flag(r, "permanent"))));
  }

  private void compatibility(RoutesConfig routes) {
    routes.post("/compatibility/subjects/{subject}/versions", to(r -> verdict(r, null)));
    routes.post(
        "/compatibility/subjects/{subject}/versions/{version}",
        to(r -> verdict(r, r.pathParam("version"))));
  }

  private void config(RoutesConfig routes) {
    routes.get("/config", to(r -> level(store.levelOf(null))));
    routes.put("/config", to(r -> setLevel(null, r)));
    routes.get("/config/{subject}", to(r -> level(levelOf(r))));
    routes.put("/config/{subject}", to(r -> setLevel(subject(r), r)));
    routes.delete(
        "/config/{subject}",
        to(
            r -> {
              String subject = subject(r);
              CompatibilityLevel was =
                  store.level(subject).orElseThrow(() -> Refusal.noLevel(subject));
              store.setLevel(subject, null);
              return JSON.createObjectNode().put("compatibility", was.name());
            }));
  }

  private void mode(RoutesConfig routes) {
    routes.get("/mode", to(r -> mode(store.modeOf(null))));
    routes.put("/mode", to(r -> setMode(null, r)));
    routes.get("/mode/{subject}", to(r -> mode(modeOf(r))));
    routes.put("/mode/{subject}", to(r -> setMode(subject(r), r)));
    routes.delete(
        "/mode/{subject}",
        to(
            r -> {
              String subject = subject(r);
              Mode was = store.mode(subject).orElseThrow(() -> Refusal.noMode(subject));
              store.setMode(subject, null);
              return mode(was);
            }));
  }

  private static void failures(RoutesConfig routes) {
    routes.exception(
        Refusal.class, (e, request) -> fail(request, e.status(), e.code(), e.getMessage()));
    routes.exception(
        IllegalStateException.class,
        (e, request) -> {
          LOG.warn("{} {} failed: {}", request.method(), request.path(), e.getMessage());
          fail(request, 500, 50_001, "Error in the backend data store");
        });
    routes.error(404, request -> failUnlessTold(request, 404, "HTTP 404 Not Found"));
    routes.error(
        413, request -> fail(request, 413, 413, Refusal.tooLarge(LONGEST_REQUEST).getMessage()));
    routes.error(405, request -> failUnlessTold(request, 405, "HTTP 405 Method Not Allowed"));
  }

  private static void failUnlessTold(Context request, int status, String message) {
    if (!MEDIA_TYPE.equals(request.res().getContentType())) {
      fail(request, status, status, message);
    }
  }

  private static void fail(Context request, int status, int code, @Nullable String message) {
    ObjectNode body = JSON.createObjectNode().put("error_code", code).put("message", message);
    request.status(status).contentType(MEDIA_TYPE).result(body.toString());
  }

  private static Handler to(Function<Context, Object> action) {
    return request -> {
      String body = JSON.writeValueAsString(action.apply(request));
      request.contentType(MEDIA_TYPE).result(body);
    };
  }

  private VersionKept version(Context request) {
    return store.version(subject(request), request.pathParam("version"), flag(request, "deleted"));
  }

  private ObjectNode verdict(Context request, @Nullable String against) {
    List<String> objections = store.test(subject(request), schema(request), against);
    ObjectNode verdict = JSON.createObjectNode().put("is_compatible", objections.isEmpty());
    if (flag(request, "verbose")) {
      objections.forEach(verdict.withArray("messages")::add);
    }
    return verdict;
  }

  private CompatibilityLevel levelOf(Context request) {
    String subject = subject(request);
    return flag(request, "defaultToGlobal")
        ? store.levelOf(subject)
        : store.level(subject).orElseThrow(() -> Refusal.noLevel(subject));
  }

  private Mode modeOf(Context request) {
    String subject = subject(request);
    return flag(request, "defaultToGlobal")
        ? store.modeOf(subject)
        : store.mode(subject).orElseThrow(() -> Refusal.noMode(subject));
  }

  private ObjectNode setLevel(@Nullable String subject, Context request) {
    String asked = body(request).path("compatibility").asText();
    CompatibilityLevel level = CompatibilityLevel.parse(asked).orElseThrow(Refusal::badLevel);
    store.setLevel(subject, level);
    return JSON.createObjectNode().put("compatibility", level.name());
  }

  private ObjectNode setMode(@Nullable String subject, Context request) {
    String asked = body(request).path("mode").asText().toUpperCase(Locale.ROOT);
    Mode mode =
        Arrays.stream(Mode.values())
            .filter(m -> m.name().equals(asked))
            .findFirst()
            .orElseThrow(Refusal::badMode);
    store.setMode(subject, mode);
    return mode(mode);
  }

  private static ObjectNode level(CompatibilityLevel level) {
    return JSON.createObjectNode().put("compatibilityLevel", level.name());
  }

  private static ObjectNode mode(Mode mode) {
    return JSON.createObjectNode().put("mode", mode.name());
  }

  private static ObjectNode use(VersionKept kept) {
    return JSON.createObjectNode().put("subject", kept.subject()).put("version", kept.version());
  }

  private static ObjectNode described(VersionKept kept) {
    return use(kept).put("id", kept.id()).put("schema", kept.schema());
  }

  private static String subject(Context request) {
    String subject = request.pathParam("subject");
    if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
      throw Refusal.badRequest("subject is empty or longer than " + LONGEST_SUBJECT);
    }
    return subject;
  }

  private static int id(Context request) {
    try {
      return Integer.parseInt(request.pathParam("id"));
    } catch (NumberFormatException e) {
      throw Refusal.noSchema();
    }
  }

  private static boolean flag(Context request, String name) {
    return "true".equalsIgnoreCase(request.queryParam(name));
  }

  private static String schema(Context request) {
    JsonNode body = body(request);
    String type = body.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw Refusal.badSchema("schemaType '" + type + "' is not available here, only AVRO");
    }
    if (body.path("references").size() > 0) {
      throw Refusal.badSchema("references are not available here: write the schema in one piece");
    }
    JsonNode schema = body.get("schema");
    if (schema == null || !schema.isTextual()) {
      throw Refusal.badSchema("the request has no 'schema'");
    }
    return schema.asText();
  }

  private static JsonNode body(Context request) {
    return tree(request.body());
  }

  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw Refusal.badRequest("the request is not JSON: " + e.getOriginalMessage());
    }
  }
}
