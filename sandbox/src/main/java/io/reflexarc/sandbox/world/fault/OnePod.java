package io.reflexarc.sandbox.world.fault;

import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.world.World;
import io.reflexarc.sandbox.world.traffic.PodApp;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The process in one pod of several goes wrong. It ends with the process.
 *
 * @param namespace of the pods
 * @param app their label {@code app}
 * @param which process is meant; of several the first by its pod's name
 * @param wrong what becomes of its process
 */
public record OnePod(String namespace, String app, Predicate<PodApp> which, Consumer<PodApp> wrong)
    implements Fault {

  @Override
  public Undo start(World world) {
    processes(world, namespace, app).filter(which).findFirst().ifPresent(wrong);
    return Undo.NOTHING;
  }

  /** Those of an app that run, by the names of their pods. */
  static Stream<PodApp> processes(World world, String namespace, String app) {
    return world.store().list(BuiltInTypes.PODS, namespace).stream()
        .filter(pod -> Metadata.label(pod, "app").filter(app::equals).isPresent())
        .filter(pod -> !Metadata.deleting(pod))
        .map(pod -> world.process(namespace, Metadata.name(pod)))
        .flatMap(Optional::stream);
  }
}
