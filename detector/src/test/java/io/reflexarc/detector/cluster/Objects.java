package io.reflexarc.detector.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Views for tests, of a namespace shop. */
public final class Objects {

  public static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

  private Objects() {}

  public static Metadata meta(
      String name, Map<String, String> labels, Map<String, String> annotations) {
    return new Metadata(
        "shop", name, "uid-" + name, "1", 1, START, false, labels, annotations, null);
  }

  public static Metadata owned(String name, String kind, String owner, Map<String, String> labels) {
    return new Metadata(
        "shop",
        name,
        "uid-" + name,
        "1",
        1,
        START,
        false,
        labels,
        Map.of(),
        new Metadata.ControllerRef(
            kind.endsWith("Job") ? "batch/v1" : "apps/v1", kind, owner, "uid-" + owner));
  }

  public static DeploymentView deployment(
      String name, int desired, String revision, Map<String, String> annotations) {
    return new DeploymentView(
        meta(name, Map.of("app", "checkout"), annotations),
        desired,
        desired,
        desired,
        desired,
        desired,
        1,
        revision,
        false,
        "RollingUpdate",
        new DeploymentView.Progress("NewReplicaSetAvailable", null, START),
        List.of());
  }

  public static ReplicaSetView replicaSet(
      String deployment, String hash, String revision, String version, int desired) {
    return new ReplicaSetView(
        owned(deployment + "-" + hash, "Deployment", deployment, Map.of()),
        desired,
        revision,
        false,
        hash,
        Map.of("version", version, "pod-template-hash", hash),
        List.of("registry/checkout:" + version),
        512L << 20);
  }

  public static PodView pod(String name, String replicaSet, String version, boolean ready) {
    return pod(name, replicaSet, version, ready, START);
  }

  public static PodView pod(
      String name, String replicaSet, String version, boolean ready, Instant since) {
    return new PodView(
        owned(name, "ReplicaSet", replicaSet, Map.of("version", version)),
        "node-1",
        "10.0.0.1",
        "Running",
        START,
        new Readiness(ready, ready ? "True" : "False", since, null, null),
        List.of(container(null)));
  }

  public static NodeView node(String resourceVersion, boolean ready, boolean cordoned) {
    Metadata meta =
        new Metadata(
            "",
            "node-1",
            "uid-node-1",
            resourceVersion,
            0,
            START,
            false,
            Map.of("topology.kubernetes.io/zone", "zone-a"),
            Map.of("reflexarc.io/note", "spare"),
            null);
    return new NodeView(
        meta,
        new Readiness(ready, ready ? "True" : "False", START, null, null),
        "zone-a",
        List.of(),
        cordoned,
        null);
  }

  public static TemplateView template(String version) {
    return new TemplateView(
        Map.of("app", "ledger", "version", version), List.of("registry/ledger:" + version), null);
  }

  public static ContainerView container(@Nullable String waiting, Termination... ends) {
    return new ContainerView(
        "main",
        "registry/checkout:v1",
        true,
        ends.length,
        waiting == null ? START : null,
        waiting,
        List.of(ends));
  }
}
