package io.reflexarc.sandbox.world.fault;

import io.reflexarc.sandbox.world.World;
import io.reflexarc.sandbox.world.traffic.PodApp;
import java.util.function.Consumer;

/**
 * The processes in all pods go wrong, whatever their version. It ends with each process.
 *
 * @param namespace of the pods
 * @param app their label {@code app}
 * @param wrong what becomes of their processes
 */
public record EveryPod(String namespace, String app, Consumer<PodApp> wrong) implements Fault {

  @Override
  public Undo start(World world) {
    OnePod.processes(world, namespace, app).forEach(wrong);
    return Undo.NOTHING;
  }
}
