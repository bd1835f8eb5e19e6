package io.reflexarc.sandbox.api.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.audit.WriteLog;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.http.WriteHandler.Written;
import io.reflexarc.sandbox.api.port.PodProxy;
import io.reflexarc.sandbox.api.port.UsageSource;
import io.reflexarc.sandbox.api.port.WorldTime;
import io.reflexarc.sandbox.api.store.ObjectStore;
import java.util.List;
import java.util.function.Supplier;

/**
 * The spine: from a request to its answer. Watches, which have no end, go through {@link
 * WatchFeed}.
 */
public final class KubernetesApi {

  private final ObjectStore store;
  private final DiscoveryHandler discovery;
  private final ListHandler lists;
  private final WriteHandler writes;
  private final SubresourceHandler subresources;
  private final VirtualHandler virtuals;
  private final OpenApiHandler openApi;
  private final ReflexarcHandler own;
  private final Authentication authentication;
  private final WriteAudit audit;

  /**
   * An API over this store.
   *
   * @param token the bearer token that requests must carry, empty for none
   */
  public KubernetesApi(
      ObjectStore store,
      WriteLog log,
      String token,
      Supplier<PodProxy> proxy,
      Supplier<UsageSource> usage,
      Supplier<WorldTime> time) {
    this.store = store;
    discovery = new DiscoveryHandler(store.types());
    lists = new ListHandler(store);
    writes = new WriteHandler(store);
    subresources = new SubresourceHandler(store, proxy);
    virtuals = new VirtualHandler(store, usage);
    openApi = new OpenApiHandler(store.types(), store.schemas());
    own = new ReflexarcHandler(log, time);
    authentication = new Authentication(token, store.types());
    audit = new WriteAudit(log, store);
  }

  /** Answers a request that is not a watch; refusals are answers, too. */
  public Answer answer(ApiRequest request) {
    try {
      authentication.check(request);
      return route(request);
    } catch (ApiException refused) {
      return Answer.refusal(refused);
    }
  }

  /** Answers as if no role gave the caller the right. */
  Answer denied(ApiRequest request) {
    return Answer.refusal(authentication.denial(request));
  }

  /**
   * Opens the watch that a request asks for.
   *
   * @throws ApiException when it is refused
   */
  Watch watch(ApiRequest request, int queue) {
    authentication.check(request);
    MediaType form = MediaType.negotiate(request.header("accept"));
    List<String> segments = request.segments();
    if (!isResource(segments)) {
      throw ApiException.unknownResource();
    }
    ResourcePath path = resource(segments);
    return new Watch(
        WatchFeed.open(request, path, store, queue),
        path.type(),
        form,
        request.parameter("includeObject"),
        store::now);
  }

  private Answer route(ApiRequest request) {
    List<String> segments = request.segments();
    String root = segments.isEmpty() ? "" : segments.get(0);
    return switch (root) {
      case "api", "apis" -> api(request, segments);
      case "version" -> read(request, DiscoveryHandler.version());
      case "healthz", "livez", "readyz" -> Answer.text(200, "ok");
      case "openapi" -> openApi.answer(request, segments);
      case "reflexarc" -> own.answer(request, segments);
      default -> Answer.text(404, "404 page not found\n");
    };
  }

  private Answer api(ApiRequest request, List<String> segments) {
    boolean core = segments.get(0).equals("api");
    if (segments.size() == 1) {
      return read(request, core ? DiscoveryHandler.versions() : discovery.groups());
    }
    if (!core && segments.size() == 2) {
      return discovery
          .group(segments.get(1))
          .map(group -> read(request, group))
          .orElseGet(() -> Answer.text(404, "404 page not found\n"));
    }
    String group = core ? "" : segments.get(1);
    String version = core ? segments.get(1) : segments.get(2);
    var resources = discovery.resources(group, version);
    if (resources.isEmpty()) {
      return Answer.text(404, "404 page not found\n");
    }
    if (!isResource(segments)) {
      return read(request, resources.get());
    }
    return virtuals
        .answer(request, group, segments.subList(3, segments.size()))
        .orElseGet(() -> resource(request, resource(segments)));
  }

  private Answer resource(ApiRequest request, ResourcePath path) {
    MediaType form = MediaType.negotiate(request.header("accept"));
    if (request.method().equals("GET")) {
      return get(request, path, form);
    }
    Written written = audit.recorded(request, path, () -> write(request, path));
    return Render.object(
            form,
            written.code(),
            path.type(),
            written.object(),
            request.parameter("includeObject"),
            store.now())
        .with(
            "Warning",
            written.warnings().stream()
                .map(text -> "299 - \"" + text.replace("\"", "\\\"") + "\"")
                .toList());
  }

  private Answer get(ApiRequest request, ResourcePath path, MediaType form) {
    String include = request.parameter("includeObject");
    if (path.isCollection()) {
      boolean builtIn = store.schemas().isBuiltIn(path.type());
      ListHandler.Page page = lists.page(request, path);
      return Render.list(form, path.type(), builtIn, page, include, store.now());
    }
    if (!path.subresource().isEmpty() && !path.subresource().equals("status")) {
      return subresources.get(request, path);
    }
    ObjectNode object =
        store.get(Representation.storedType(path.type()), path.namespace(), path.name());
    return Render.object(form, 200, path.type(), object, include, store.now());
  }

  private Written write(ApiRequest request, ResourcePath path) {
    if (subresources.handles(path)) {
      return subresources.write(request, path);
    }
    String method = request.method();
    if (path.isCollection()) {
      return switch (method) {
        case "POST" -> writes.create(request, path);
        case "DELETE" -> writes.deleteCollection(request, path);
        default -> throw ApiException.methodNotAllowed();
      };
    }
    return switch (method) {
      case "PUT" -> writes.replace(request, path);
      case "PATCH" -> writes.patch(request, path);
      case "DELETE" -> {
        if (!path.subresource().isEmpty()) {
          throw ApiException.methodNotAllowed();
        }
        yield writes.delete(request, path);
      }
      default -> throw ApiException.methodNotAllowed();
    };
  }

  private static boolean isResource(List<String> segments) {
    if (segments.isEmpty()) {
      return false;
    }
    return segments.get(0).equals("api")
        ? segments.size() > 2
        : segments.get(0).equals("apis") && segments.size() > 3;
  }

  private ResourcePath resource(List<String> segments) {
    boolean core = segments.get(0).equals("api");
    return ResourcePath.parse(
        store.types(),
        core ? "" : segments.get(1),
        core ? segments.get(1) : segments.get(2),
        segments.subList(core ? 2 : 3, segments.size()));
  }

  private static Answer read(ApiRequest request, ObjectNode body) {
    if (!request.method().equals("GET")) {
      throw ApiException.methodNotAllowed();
    }
    return Answer.json(200, body);
  }
}
