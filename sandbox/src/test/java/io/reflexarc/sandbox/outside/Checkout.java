package io.reflexarc.sandbox.outside;

import io.reflexarc.sandbox.StartSteps;
import io.reflexarc.sandbox.scenario.ClusterApi;
import io.reflexarc.sandbox.world.World;
import java.net.URI;

/** A cluster with one small Deployment, {@code shop/checkout}. */
final class Checkout implements StartSteps {

  private static final String MANIFESTS =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: checkout, namespace: shop}
      spec:
        replicas: 1
        selector: {matchLabels: {app: checkout}}
        template:
          metadata: {labels: {app: checkout, version: v2}}
          spec: {containers: [{name: checkout, image: "shop/checkout:v2"}]}
      """;

  @Override
  public void done(String name) {
    // nobody watches
  }

  @Override
  public void clusterIsUp(World world, URI api) {
    try {
      ClusterApi cluster = new ClusterApi(api);
      cluster.installPolicies();
      cluster.apply(MANIFESTS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
