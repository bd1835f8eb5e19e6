package io.reflexarc.bench.act;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.ApiServer;
import io.reflexarc.sandbox.api.ApiServerConfig;
import io.reflexarc.sandbox.api.audit.WriteRecord;
import io.reflexarc.sandbox.api.store.ObjectStore;
import io.reflexarc.sandbox.api.store.WriteOptions;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.api.type.ResourceTypes;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.avro.Mode;
import io.reflexarc.schemas.avro.Precondition;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Deployments of two revisions each, behind the sandbox's API server, whose record of writes is the
 * witness of what was done and when. No controllers: whatever is rolled back stays so.
 */
final class Fleet implements AutoCloseable {

  /** Where all of them are. */
  static final String NAMESPACE = "shop";

  private static final WriteOptions KUBECTL = WriteOptions.by("kubectl");
  private static final Duration VALID = Duration.ofMinutes(10);

  private final ObjectStore store;
  private final ApiServer server;
  private final List<String> uids;

  private Fleet(ObjectStore store, ApiServer server, List<String> uids) {
    this.store = store;
    this.server = server;
    this.uids = uids;
  }

  /**
   * Serves so many.
   *
   * @param time of the API server
   */
  static Fleet serve(int deployments, InstantSource time) {
    ObjectStore store = new ObjectStore(ResourceTypes.builtIn(), time, new Random(7));
    ObjectNode namespace = object("v1", "Namespace", NAMESPACE);
    store.create(BuiltInTypes.NAMESPACES, "", namespace, KUBECTL);
    List<String> uids =
        IntStream.range(0, deployments).mapToObj(number -> create(store, number)).toList();
    return new Fleet(store, ApiServer.start(ApiServerConfig.onPort(0), store), uids);
  }

  /** The name of one of them. */
  static String name(int number) {
    return "web-" + number;
  }

  /** The version that a burst brings them to. */
  static String versionAfter(int burst) {
    return version(revisionAfter(burst));
  }

  int size() {
    return uids.size();
  }

  Path writeKubeconfig(Path file) throws IOException {
    server.writeKubeconfig(file);
    return file;
  }

  /** The command that brings one of them back: every burst to the revision it has not. */
  RemediationCommand command(int number, int burst, Instant now) {
    String target = "local/" + NAMESPACE + "/Deployment/" + name(number);
    String to = Integer.toString(revisionAfter(burst));
    String from = Integer.toString(revisionAfter(burst + 1));
    return RemediationCommand.newBuilder()
        .setId(name(number) + "-" + burst)
        .setIncidentId("incident-" + number + "-" + burst)
        .setRung(0)
        .setTarget(target)
        .setAction("rollback")
        .setParameters(
            Map.of("kind", "revision", "object", target, "fromRevision", from, "toRevision", to))
        .setPreconditions(
            List.of(
                Precondition.newBuilder()
                    .setObject(target)
                    .setUid(uids.get(number))
                    .setRevision(from)
                    .build()))
        .setReason("the newer one answers 2.1 % of requests with errors, the older 0.1 %")
        .setEvidence(
            List.of(
                Evidence.newBuilder()
                    .setIndicator("ratio")
                    .setVersion(version(Integer.parseInt(from)))
                    .setWindowMillis(300_000)
                    .setValue(0.021)
                    .setSamples(4200)
                    .build()))
        .setMode(Mode.AUTO)
        .setPolicy(NAMESPACE + "/errors")
        .setPolicyGeneration(1)
        .setIssuedAt(now)
        .setExpiresAt(now.plus(VALID))
        .build();
  }

  /** The sequence number of the last write so far. */
  long lastWrite() {
    List<WriteRecord> all = server.writes().all();
    return all.isEmpty() ? 0 : all.get(all.size() - 1).sequence();
  }

  /** Writes that changed a Deployment since then. */
  List<WriteRecord> effectsAfter(long sequence) {
    return server.writes().after(sequence).stream()
        .filter(write -> write.changed() && write.resource().equals("deployments.apps"))
        .toList();
  }

  /** Whether all of them run the version that a burst brings them to. */
  boolean isAt(int burst) {
    return store.list(BuiltInTypes.DEPLOYMENTS, NAMESPACE).stream()
        .map(object -> object.at("/spec/template/metadata/labels/version").asText())
        .allMatch(versionAfter(burst)::equals);
  }

  @Override
  public void close() {
    server.close();
  }

  /** They are created with revision 2: burst 0 brings them to 1. */
  private static int revisionAfter(int burst) {
    return 1 + burst % 2;
  }

  private static String version(int revision) {
    return "v" + (2 + revision);
  }

  private static String create(ObjectStore store, int number) {
    ObjectNode deployment =
        store.create(
            BuiltInTypes.DEPLOYMENTS, NAMESPACE, workload("Deployment", number, 2), KUBECTL);
    String uid = deployment.at("/metadata/uid").asText();
    List.of(1, 2)
        .forEach(
            revision ->
                store.create(
                    BuiltInTypes.REPLICA_SETS,
                    NAMESPACE,
                    replicaSet(number, revision, uid),
                    KUBECTL));
    return uid;
  }

  private static ObjectNode replicaSet(int number, int revision, String owner) {
    ObjectNode json = workload("ReplicaSet", number, revision);
    String hash = "hash" + revision;
    ObjectNode metadata = json.withObject("/metadata");
    metadata.put("name", name(number) + "-" + hash);
    metadata.withObject("/labels").put("pod-template-hash", hash);
    metadata
        .withObjectProperty("annotations")
        .put("deployment.kubernetes.io/revision", Integer.toString(revision));
    metadata
        .withArray("ownerReferences")
        .addObject()
        .put("apiVersion", "apps/v1")
        .put("kind", "Deployment")
        .put("name", name(number))
        .put("uid", owner)
        .put("controller", true);
    json.withObject("/spec/selector/matchLabels").put("pod-template-hash", hash);
    json.withObject("/spec/template/metadata/labels").put("pod-template-hash", hash);
    return json;
  }

  private static ObjectNode workload(String kind, int number, int revision) {
    ObjectNode json = object("apps/v1", kind, name(number));
    json.withObject("/metadata/labels").put("app", name(number));
    ObjectNode spec = json.withObject("/spec").put("replicas", 3);
    spec.withObject("/selector/matchLabels").put("app", name(number));
    spec.withObject("/template/metadata/labels")
        .put("app", name(number))
        .put("version", version(revision));
    spec.withObject("/template/spec")
        .withArray("containers")
        .addObject()
        .put("name", "main")
        .put("image", "registry.example/web:" + version(revision));
    return json;
  }

  private static ObjectNode object(String apiVersion, String kind, String name) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("apiVersion", apiVersion).put("kind", kind);
    json.withObject("/metadata").put("name", name);
    return json;
  }
}
