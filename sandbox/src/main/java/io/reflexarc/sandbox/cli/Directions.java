package io.reflexarc.sandbox.cli;

import io.reflexarc.sandbox.Addresses;
import java.util.List;

/** How to look around in a sandbox. */
final class Directions {

  private Directions() {}

  static List<String> of(Addresses addresses) {
    return List.of(
        "  kubectl          export KUBECONFIG=" + addresses.kubeconfig(),
        "                   kubectl get deployments,replicasets,pods -n shop",
        "  cluster API      " + addresses.api(),
        "  Kafka            " + addresses.bootstrapServers(),
        "  schema registry  " + addresses.registry(),
        "  clock            " + addresses.clock());
  }
}
