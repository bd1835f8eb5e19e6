package io.reflexarc.sandbox.actuator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.Manifests;
import io.reflexarc.actuator.action.Site;
import io.reflexarc.actuator.cluster.Cluster;
import io.reflexarc.actuator.cluster.ClusterSettings;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.sandbox.api.ApiServer;
import io.reflexarc.sandbox.api.ApiServerConfig;
import io.reflexarc.sandbox.api.audit.WriteRecord;
import io.reflexarc.sandbox.api.fault.Fault;
import io.reflexarc.sandbox.api.fault.RequestView;
import io.reflexarc.sandbox.api.store.ObjectStore;
import io.reflexarc.sandbox.api.type.ResourceType;
import io.reflexarc.sandbox.api.type.ResourceTypes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cluster behind the sandbox's API server, without controllers: the actuator's own client on one
 * side, a plain HTTP client on the other, and the server's record of writes as the witness.
 */
final class ServedCluster implements Site, AutoCloseable {

  /** Patience of the actuator's client; slower answers are no answers. */
  static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(1);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** {@code /apis/apps/v1/namespaces/shop/deployments/web}, and of a namespace itself. */
  private static final Pattern PATH =
      Pattern.compile(
          "/(api|apis/(?<group>[^/]+))/[^/]+(/namespaces/[^/]+(?=/))?"
              + "/(?<plural>[^/?]+)(/(?<name>[^/?]+)(?<sub>/[^/?]+)?)?([?].*)?");

  private static final String AGENT = ClusterSettings.FIELD_MANAGER + "/";

  final ApiServer server;
  final Cluster client;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Path kubeconfig;
  private final Set<String> made = new LinkedHashSet<>();
  private final Deque<Fault> onWrite = new ArrayDeque<>();
  private final Deque<Fault> onRead = new ArrayDeque<>();
  private final Set<String> used = ConcurrentHashMap.newKeySet();
  private long seen;

  ServedCluster(InstantSource time) throws Exception {
    ResourceTypes types = ResourceTypes.builtIn();
    types.register(
        ResourceType.namespaced("gateway.networking.k8s.io", "v1", "httproutes", "HTTPRoute"));
    types.register(
        ResourceType.namespaced("argoproj.io", "v1alpha1", "applications", "Application"));
    types.register(
        ResourceType.namespaced("argoproj.io", "v1alpha1", "rollouts", "Rollout")
            .subresources("status")
            .countingGenerations());
    types.register(
        ResourceType.namespaced(
                "kustomize.toolkit.fluxcd.io", "v1", "kustomizations", "Kustomization")
            .subresources("status")
            .countingGenerations());
    types.register(
        ResourceType.namespaced("helm.toolkit.fluxcd.io", "v2", "helmreleases", "HelmRelease")
            .subresources("status")
            .countingGenerations());
    ObjectStore store = new ObjectStore(types, time, new Random(7));
    server = ApiServer.start(ApiServerConfig.onPort(0), store);
    kubeconfig = Files.createTempFile("actuator", ".kubeconfig");
    server.writeKubeconfig(kubeconfig);
    client = settings().connect();
    clear();
  }

  ClusterSettings settings() {
    return new ClusterSettings(kubeconfig.toString(), "", REQUEST_TIMEOUT, "test");
  }

  @Override
  public Cluster cluster() {
    return client;
  }

  @Override
  public KubeObject put(ObjectNode given) throws Exception {
    KubeObject object = new KubeObject(given);
    ResourceKind kind = ResourceKind.named(object.kind()).orElseThrow();
    String one = path(kind, object.namespace(), object.name());
    KubeObject stored =
        stored(kind, object.namespace(), object.name()).isPresent()
            ? send("PUT", one, renewed(object))
            : send("POST", path(kind, object.namespace(), ""), fresh(object));
    made.add(one);
    boolean apart = !kind.equals(ResourceKind.APPLICATION);
    return apart && object.at("/status").isObject()
        ? send("PUT", one + "/status", with(stored, object))
        : stored;
  }

  @Override
  public KubeObject putAsOurs(ObjectNode given) throws Exception {
    KubeObject object = new KubeObject(given);
    ResourceKind kind = ResourceKind.named(object.kind()).orElseThrow();
    String one = path(kind, object.namespace(), object.name());
    return send("PUT", one + "?fieldManager=" + ClusterSettings.FIELD_MANAGER, renewed(object));
  }

  /** Whoever puts does not care who wrote before. */
  private static KubeObject renewed(KubeObject object) {
    return object.edited(json -> json.withObject("/metadata").remove("resourceVersion"));
  }

  private static KubeObject fresh(KubeObject object) {
    return renewed(object).edited(json -> json.withObject("/metadata").remove("uid"));
  }

  private static KubeObject with(KubeObject stored, KubeObject status) {
    return stored.edited(json -> json.set("status", status.at("/status")));
  }

  @Override
  public void delete(ResourceKind kind, String namespace, String name) throws Exception {
    delete(path(kind, namespace, name));
  }

  private void delete(String path) throws Exception {
    http.send(request(path + "?gracePeriodSeconds=0").DELETE().build(), BodyHandlers.discarding());
  }

  @Override
  public Optional<KubeObject> stored(ResourceKind kind, String namespace, String name)
      throws Exception {
    HttpResponse<String> answer =
        http.send(request(path(kind, namespace, name)).build(), BodyHandlers.ofString());
    return answer.statusCode() == 404 ? Optional.empty() : Optional.of(object(answer));
  }

  @Override
  public void clear() throws Exception {
    server.requestFilter(this::decide);
    onWrite.clear();
    onRead.clear();
    for (String path : made) {
      delete(path);
    }
    made.clear();
    used.clear();
    String shop = path(ResourceKind.NAMESPACE, "", "shop");
    put(Manifests.object(ResourceKind.NAMESPACE, "shop"));
    made.remove(shop);
    List<WriteRecord> writes = server.writes().after(seen);
    seen = writes.get(writes.size() - 1).sequence();
  }

  @Override
  public void troubleWrites(Trouble trouble, int times) {
    trouble(onWrite, trouble, times);
  }

  @Override
  public void troubleReads(Trouble trouble, int times) {
    trouble(onRead, trouble, times);
  }

  private void trouble(Deque<Fault> waiting, Trouble trouble, int times) {
    synchronized (waiting) {
      for (int i = 0; i < times; i++) {
        waiting.add(fault(trouble));
      }
    }
  }

  private Fault decide(RequestView request) {
    if (!request.userAgent().startsWith(AGENT)) {
      return Fault.NONE;
    }
    used.add(right(request));
    Deque<Fault> waiting = request.isWrite() ? onWrite : onRead;
    synchronized (waiting) {
      return waiting.isEmpty() ? Fault.NONE : waiting.remove();
    }
  }

  @Override
  public Set<String> used() {
    Set<String> own = new TreeSet<>(used);
    own.remove("get namespaces");
    return own;
  }

  /** The right that a request needs, by its method and path. */
  private static String right(RequestView request) {
    Matcher path = PATH.matcher(request.path());
    if (!path.matches()) {
      return request.toString();
    }
    String resource =
        path.group("plural")
            + (path.group("sub") == null ? "" : path.group("sub"))
            + (path.group("group") == null ? "" : "." + path.group("group"));
    boolean one = path.group("name") != null;
    return switch (request.method()) {
          case "PUT" -> "update ";
          case "PATCH" -> "patch ";
          case "DELETE" -> "delete ";
          case "POST" -> "create ";
          default -> one ? "get " : "list ";
        }
        + resource;
  }

  private static Fault fault(Trouble trouble) {
    return switch (trouble) {
      case FORBIDDEN -> new Fault.Deny();
      case BUSY -> new Fault.Refuse(429, 1);
      case FAILED_AFTER -> new Fault.FailAfter(500);
      case CUT_AFTER -> new Fault.DropAfter();
      case CUT_BEFORE -> new Fault.DropBefore();
    };
  }

  /** A Deployment of revision 2, whose ReplicaSets of revisions 1 and 2 are kept. */
  KubeObject twoRevisions(String name) throws Exception {
    return Manifests.twoRevisions(this, name);
  }

  KubeObject get(String name) throws Exception {
    return at(ResourceKind.DEPLOYMENT, name);
  }

  String version(String name) throws Exception {
    return get(name).text("/spec/template/metadata/labels/version");
  }

  @Override
  public List<String> effects() {
    return written().stream().map(write -> kind(write.resource()) + "/" + write.name()).toList();
  }

  /** The actuator's writes that changed something, as the server saw them. */
  List<WriteRecord> written() {
    return server.writes().after(seen).stream()
        .filter(write -> write.changed() && write.userAgent().startsWith(AGENT))
        .toList();
  }

  private static String kind(String resource) {
    return ResourceKind.all().stream()
        .filter(kind -> kind.qualified().equals(resource))
        .map(ResourceKind::kind)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    client.close();
    server.close();
    try {
      Files.deleteIfExists(kubeconfig);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String path(ResourceKind kind, String namespace, String name) {
    return (kind.group().isEmpty() ? "/api/" : "/apis/")
        + kind.apiVersion()
        + (kind.namespaced() ? "/namespaces/" + namespace : "")
        + "/"
        + kind.plural()
        + (name.isEmpty() ? "" : "/" + name);
  }

  private KubeObject send(String method, String path, KubeObject object) throws Exception {
    return object(
        http.send(
            request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(object.json().toString()))
                .build(),
            BodyHandlers.ofString()));
  }

  private static KubeObject object(HttpResponse<String> answer) throws Exception {
    if (answer.statusCode() > 299) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return new KubeObject((ObjectNode) JSON.readTree(answer.body()));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path));
  }
}
