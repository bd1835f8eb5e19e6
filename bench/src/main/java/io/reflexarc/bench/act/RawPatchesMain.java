package io.reflexarc.bench.act;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Patches every Deployment to each version that it is told of on standard input, side by side, with
 * fabric8's client and nothing else: no look before, no precondition, no mark, no record. Says on
 * standard output when it can begin, and when one is patched. Ends with its standard input.
 */
public final class RawPatchesMain {

  /** What it says when it can begin. */
  static final String READY = "READY";

  /** What it says when one is patched. */
  static final String PATCHED = "PATCHED";

  /** The actuator's default. */
  private static final int PARALLELISM = 16;

  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private RawPatchesMain() {}

  /** Runs until its standard input ends; takes the path of a kubeconfig, and how many there are. */
  public static void main(String[] args) throws IOException {
    Config config = Config.fromKubeconfig(Files.readString(Path.of(args[0])));
    int deployments = Integer.parseInt(args[1]);
    ExecutorService threads = Executors.newFixedThreadPool(PARALLELISM);
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build();
        BufferedReader orders =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      System.out.println(READY);
      for (String version = orders.readLine(); version != null; version = orders.readLine()) {
        String patch = patch(version);
        for (int number = 0; number < deployments; number++) {
          String name = Fleet.name(number);
          threads.execute(() -> patch(client, name, patch));
        }
      }
    }
    System.exit(0);
  }

  private static void patch(KubernetesClient client, String name, String patch) {
    client.apps().deployments().inNamespace(Fleet.NAMESPACE).withName(name).patch(MERGE, patch);
    System.out.println(PATCHED);
  }

  private static String patch(String version) {
    return """
        {"spec": {"template": {"metadata": {"labels": {"version": "%s"}}, "spec": {"containers": [
          {"name": "main", "image": "registry.example/web:%s"}]}}}}"""
        .formatted(version, version);
  }
}
