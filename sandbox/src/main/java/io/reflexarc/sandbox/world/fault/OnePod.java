package io.reflexarc.sandbox.world.fault;

import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.world.World;
import io.reflexarc.sandbox.world.traffic.PodApp;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The process in one pod of several goes wrong. It ends with the process.
 *
 * @param namespace of the pods
 * @param app their label {@code app}; the first by name is meant
 * @param wrong what becomes of its process
 */
public record OnePod(String namespace, String app, Consumer<PodApp> wrong) implements Fault {

  @Override
  public Undo start(World world) {
    world.store().list(BuiltInTypes.PODS, namespace).stream()
        .filter(pod -> Metadata.label(pod, "app").filter(app::equals).isPresent())
        .filter(pod -> !Metadata.deleting(pod))
        .map(pod -> world.process(namespace, Metadata.name(pod)))
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(wrong);
    return Undo.NOTHING;
  }
}
