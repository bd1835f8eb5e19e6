package io.reflexarc.sandbox.actuator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.cluster.Cluster;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.ClusterSettings;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.sandbox.api.ApiServer;
import io.reflexarc.sandbox.api.ApiServerConfig;
import io.reflexarc.sandbox.api.audit.WriteRecord;
import io.reflexarc.sandbox.api.store.ObjectStore;
import io.reflexarc.sandbox.api.type.ResourceTypes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A cluster behind the sandbox's API server, without controllers: the actuator's own client on one
 * side, a plain HTTP client on the other, and the server's record of writes as the witness.
 */
final class ServedCluster implements AutoCloseable {

  /** Patience of the actuator's client; slower answers are no answers. */
  static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(1);

  final ApiServer server;
  final Cluster client;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Path kubeconfig;

  ServedCluster(InstantSource time) throws Exception {
    ObjectStore store = new ObjectStore(ResourceTypes.builtIn(), time, new Random(7));
    server = ApiServer.start(ApiServerConfig.onPort(0), store);
    kubeconfig = Files.createTempFile("actuator", ".kubeconfig");
    server.writeKubeconfig(kubeconfig);
    client = settings().connect();
    ObjectNode namespace = JsonNodeFactory.instance.objectNode();
    namespace.put("apiVersion", "v1").put("kind", "Namespace");
    namespace.withObject("/metadata").put("name", "shop");
    post("/api/v1/namespaces", namespace);
  }

  ClusterSettings settings() {
    return new ClusterSettings(kubeconfig.toString(), "", REQUEST_TIMEOUT, "test");
  }

  /** Creates an object of namespace {@code shop}. */
  KubeObject create(ObjectNode object) throws Exception {
    String plural = object.path("kind").asText().toLowerCase(Locale.ROOT) + "s";
    String group = object.path("apiVersion").asText().equals("v1") ? "/api/v1" : "/apis/apps/v1";
    return new KubeObject(post(group + "/namespaces/shop/" + plural, object));
  }

  void delete(ResourceKind kind, String namespace, String name) throws Exception {
    URI uri =
        URI.create(
            server.url()
                + "/apis/apps/v1/namespaces/"
                + namespace
                + "/"
                + kind.plural()
                + "/"
                + name);
    http.send(HttpRequest.newBuilder(uri).DELETE().build(), HttpResponse.BodyHandlers.discarding());
  }

  /** A Deployment of revision 2, whose ReplicaSets of revisions 1 and 2 are kept. */
  KubeObject twoRevisions(String name) throws Exception {
    KubeObject deployment = create(deployment(name, "v4"));
    replicaSet(deployment, "v3", "1");
    replicaSet(deployment, "v4", "2");
    return get(name);
  }

  KubeObject get(String name) throws ClusterException {
    return client.get(ResourceKind.DEPLOYMENT, "shop", name).orElseThrow();
  }

  String version(String name) throws ClusterException {
    return get(name).text("/spec/template/metadata/labels/version");
  }

  /** The actuator's writes that changed something, as the server saw them. */
  List<WriteRecord> effects() {
    return server.writes().all().stream()
        .filter(write -> write.changed() && write.fieldManager().equals("reflexarc-actuator"))
        .toList();
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

  private void replicaSet(KubeObject deployment, String version, String revision) throws Exception {
    ObjectNode json = deployment(deployment.name(), version).put("kind", "ReplicaSet");
    String hash = "hash" + revision;
    ObjectNode metadata = json.withObject("/metadata");
    metadata.put("name", deployment.name() + "-" + hash);
    metadata.withObject("/labels").put("pod-template-hash", hash);
    metadata.withObjectProperty("annotations").put("deployment.kubernetes.io/revision", revision);
    metadata
        .withArray("ownerReferences")
        .addObject()
        .put("apiVersion", "apps/v1")
        .put("kind", "Deployment")
        .put("name", deployment.name())
        .put("uid", deployment.uid())
        .put("controller", true);
    json.withObject("/spec").put("replicas", revision.equals("2") ? 3 : 0);
    json.withObject("/spec/selector/matchLabels").put("pod-template-hash", hash);
    json.withObject("/spec/template/metadata/labels").put("pod-template-hash", hash);
    create(json);
  }

  private static ObjectNode deployment(String name, String version) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("apiVersion", "apps/v1").put("kind", "Deployment");
    json.withObject("/metadata").put("name", name).put("namespace", "shop");
    json.withObject("/metadata/labels").put("app", name);
    ObjectNode spec = json.withObject("/spec").put("replicas", 3);
    spec.withObject("/selector/matchLabels").put("app", name);
    spec.withObject("/template/metadata/labels").put("app", name).put("version", version);
    spec.withObject("/template/spec")
        .withArray("containers")
        .addObject()
        .put("name", "main")
        .put("image", "registry.example/" + name + ":" + version);
    return json;
  }

  private ObjectNode post(String path, ObjectNode object) throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(object.toString()))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 201) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return (ObjectNode) new ObjectMapper().readTree(answer.body());
  }
}
