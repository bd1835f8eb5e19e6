package io.reflexarc.sandbox.world.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.DeleteOptions;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.WriteOptions;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.world.World;

/**
 * Pods are deleted; their owner replaces them.
 *
 * @param namespace of the pods
 * @param app their label {@code app}
 * @param count how many, the first by name
 * @param force without giving them time to stop
 */
public record PodKill(String namespace, String app, int count, boolean force) implements Fault {

  @Override
  public Undo start(World world) {
    world.store().list(BuiltInTypes.PODS, namespace).stream()
        .filter(pod -> Metadata.label(pod, "app").filter(app::equals).isPresent())
        .filter(pod -> !Metadata.deleting(pod))
        .limit(count)
        .forEach(pod -> kill(world, pod));
    return Undo.NOTHING;
  }

  private void kill(World world, ObjectNode pod) {
    DeleteOptions options = force ? DeleteOptions.now() : DeleteOptions.background();
    world
        .store()
        .delete(
            BuiltInTypes.PODS,
            namespace,
            Metadata.name(pod),
            options.onlyUid(Metadata.uid(pod)),
            WriteOptions.by("chaos"));
  }
}
