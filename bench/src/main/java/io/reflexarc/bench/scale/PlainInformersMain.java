package io.reflexarc.bench.scale;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Fabric8's shared informers on what the detector cannot do without, with their own store and no
 * work of ours. Says on standard output when all have synced, then the uid of each pod whose change
 * its handler is told. Ends with its standard input.
 */
public final class PlainInformersMain {

  /** What it says when all have synced. */
  static final String SYNCED = "SYNCED";

  /** What it says before the uid of a pod that changed; all else is not for us. */
  static final String CHANGED = "CHANGED ";

  private static final long PAGE = 500;
  private static final long PAUSE_MILLIS = 20;

  private PlainInformersMain() {}

  /** Runs until its standard input ends; takes the path of a kubeconfig. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Config config = Config.fromKubeconfig(Files.readString(Path.of(args[0])));
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
      SharedIndexInformer<Pod> pods = informer(client.pods().inAnyNamespace());
      pods.addEventHandler(new Told(System.out));
      List<SharedIndexInformer<?>> all =
          List.of(
              pods,
              informer(client.nodes()),
              informer(client.apps().deployments().inAnyNamespace()),
              informer(client.apps().replicaSets().inAnyNamespace()));
      all.forEach(SharedIndexInformer::start);
      while (!all.stream().allMatch(SharedIndexInformer::hasSynced)) {
        Thread.sleep(PAUSE_MILLIS);
      }
      System.out.println(SYNCED);
      while (System.in.read() >= 0) {
        Thread.onSpinWait();
      }
    }
  }

  private static <T extends HasMetadata> SharedIndexInformer<T> informer(Informable<T> source) {
    return source.withLimit(PAGE).runnableInformer(0).exceptionHandler((started, error) -> true);
  }

  private record Told(PrintStream out) implements ResourceEventHandler<Pod> {

    @Override
    public void onAdd(Pod pod) {}

    @Override
    public void onUpdate(Pod before, Pod after) {
      out.println(CHANGED + after.getMetadata().getUid());
    }

    @Override
    public void onDelete(Pod pod, boolean unknownState) {}
  }
}
