package io.reflexarc.sandbox.world.fault;

import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.world.World;
import io.reflexarc.sandbox.world.traffic.PodApp;
import java.util.Optional;

/**
 * The worker in one pod is stuck: the process answers as before, takes work and completes none. It
 * ends with the process.
 *
 * @param namespace of the pods
 * @param app their label {@code app}; the first by name is meant
 */
public record PodStall(String namespace, String app) implements Fault {

  @Override
  public Undo start(World world) {
    world.store().list(BuiltInTypes.PODS, namespace).stream()
        .filter(pod -> Metadata.label(pod, "app").filter(app::equals).isPresent())
        .filter(pod -> !Metadata.deleting(pod))
        .map(pod -> world.process(namespace, Metadata.name(pod)))
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(PodApp::stall);
    return Undo.NOTHING;
  }
}
