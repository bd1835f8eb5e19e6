package io.reflexarc.sandbox.world.kubelet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.StoreEvent;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.world.cluster.Cluster;
import io.reflexarc.sandbox.world.cluster.Events;
import io.reflexarc.sandbox.world.cluster.Pods;
import io.reflexarc.sandbox.world.traffic.PodIdentity;
import io.reflexarc.sandbox.world.traffic.Processes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All machines of the cluster and their kubelets. World's thread only. */
public final class Nodes {
  private final Map<String, Kubelet> kubelets = new LinkedHashMap<>();
  private final KubeletWorld world;

  /** No machines yet. */
  public Nodes(
      Cluster cluster, Events events, Processes processes, PodNetwork network, Images images) {
    this.world = new KubeletWorld(cluster, events, processes, network, images, cluster.split());
    cluster.observe(BuiltInTypes.PODS, this::podChanged);
  }

  /** Adds a machine, which registers itself at once. */
  public void add(NodeSpec spec) {
    if (kubelets.containsKey(spec.name())) {
      throw new IllegalArgumentException("node: there are two named " + spec.name());
    }
    Kubelet kubelet = new Kubelet(world, spec, kubelets.size() + 1);
    kubelets.put(spec.name(), kubelet);
    kubelet.register();
  }

  private void podChanged(StoreEvent event) {
    ObjectNode pod = event.object();
    Kubelet kubelet = kubelets.get(Pods.node(pod));
    if (kubelet != null) {
      kubelet.podChanged(event);
    }
  }

  /** The machine loses power. */
  public void stop(String node) {
    require(node).stop(true);
  }

  /** The machine comes back. */
  public void start(String node) {
    require(node).stop(false);
  }

  /** The machine stands still, with all that runs on it; nobody there knows of it later. */
  public void pause(String node) {
    require(node).pause();
  }

  /** It goes on where it was. */
  public void resume(String node) {
    require(node).resume();
  }

  /** What runs on the machine now gets this share of the CPU, above 0 to 1. */
  public void starve(String node, double share) {
    require(node).workers().forEach(worker -> worker.starve(share));
  }

  /** Something outside the pods takes nearly all the memory that they leave, and more and more. */
  public void hog(String node) {
    require(node).memory().hog(world.cluster().now());
  }

  /** What took the memory is ended. */
  public void spare(String node) {
    require(node).memory().spare();
  }

  /** The kernel kills a process that reached its memory limit. */
  public void outOfMemory(PodIdentity process) {
    worker(process.uid()).ifPresent(PodWorker::outOfMemory);
  }

  /** The main process of a pod ends with this code. */
  public void crash(String podUid, int exitCode) {
    worker(podUid).ifPresent(worker -> worker.crash(exitCode));
  }

  /** The names of all machines. */
  public List<String> names() {
    return List.copyOf(kubelets.keySet());
  }

  private Optional<PodWorker> worker(String uid) {
    return kubelets.values().stream()
        .flatMap(kubelet -> Optional.ofNullable(kubelet.worker(uid)).stream())
        .findFirst();
  }

  private Kubelet require(String node) {
    Kubelet kubelet = kubelets.get(node);
    if (kubelet == null) {
      throw new IllegalArgumentException(
          "node: there is no " + node + ", there are " + kubelets.keySet());
    }
    return kubelet;
  }
}
