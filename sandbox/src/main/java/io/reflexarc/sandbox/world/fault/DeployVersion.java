package io.reflexarc.sandbox.world.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.store.WriteOptions;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.world.World;
import java.util.function.Consumer;

/**
 * A Deployment is rolled to another version: its label and the tag of its first image. Undone, its
 * old template is put back.
 *
 * @param namespace of the Deployment
 * @param deployment its name
 * @param version to roll to
 */
public record DeployVersion(String namespace, String deployment, String version) implements Fault {

  @Override
  public Undo start(World world) {
    ObjectNode before = world.store().get(BuiltInTypes.DEPLOYMENTS, namespace, deployment);
    edit(world, this::release);
    return () ->
        edit(
            world,
            d ->
                d.withObjectProperty("spec")
                    .set("template", before.path("spec").path("template").deepCopy()));
  }

  private void release(ObjectNode d) {
    ObjectNode template = d.withObjectProperty("spec").withObjectProperty("template");
    ObjectNode labels = Metadata.of(template).withObjectProperty("labels");
    String label =
        labels.has("app.kubernetes.io/version") ? "app.kubernetes.io/version" : "version";
    labels.put(label, version);
    ObjectNode container = (ObjectNode) template.at("/spec/containers/0");
    String image = container.path("image").asText();
    int tag = image.lastIndexOf(':');
    String name = tag > image.lastIndexOf('/') ? image.substring(0, tag) : image;
    container.put("image", name + ":" + version);
  }

  private void edit(World world, Consumer<ObjectNode> change) {
    world
        .store()
        .modify(
            BuiltInTypes.DEPLOYMENTS,
            new ObjectKey(namespace, deployment),
            WriteOptions.by("deployer"),
            d -> {
              change.accept(d);
              return d;
            });
  }
}
