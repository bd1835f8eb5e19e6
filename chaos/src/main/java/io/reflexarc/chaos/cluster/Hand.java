package io.reflexarc.chaos.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A game day's hand in the cluster: server-side apply, delete, read. */
final class Hand {

  /** Owner of the fields that a game day writes. */
  static final String MANAGER = "reflexarc-gameday";

  private final KubernetesClient client;

  Hand(KubernetesClient client) {
    this.client = client;
  }

  /** Whether the cluster serves that kind. */
  boolean knows(GenericKubernetesResource object) {
    return client.supports(object.getApiVersion(), object.getKind());
  }

  boolean exists(GenericKubernetesResource object) {
    return resource(object).get() != null;
  }

  void apply(GenericKubernetesResource object, boolean dryRun) {
    Resource<GenericKubernetesResource> resource = resource(object);
    NonDeletingOperation<GenericKubernetesResource> into =
        dryRun ? resource.dryRun(true) : resource;
    into.fieldManager(MANAGER).forceConflicts().serverSideApply();
  }

  void delete(GenericKubernetesResource object) {
    if (knows(object)) {
      resource(object).delete();
    }
  }

  /**
   * Deletes one pod without time to stop.
   *
   * @return its name; empty when the app has none
   */
  Optional<String> kill(String namespace, String app, boolean dryRun) {
    Optional<String> pod =
        client.pods().inNamespace(namespace).withLabel("app", app).list().getItems().stream()
            .filter(one -> one.getMetadata().getDeletionTimestamp() == null)
            .min(Comparator.comparing((Pod one) -> one.getMetadata().getName()))
            .map(one -> one.getMetadata().getName());
    if (!dryRun) {
      pod.ifPresent(
          name -> client.pods().inNamespace(namespace).withName(name).withGracePeriod(0).delete());
    }
    return pod;
  }

  /** A node's own fields that we hold are given up: it is opened again, unless others cordon it. */
  void release(GenericKubernetesResource node) {
    GenericKubernetesResource bare = new GenericKubernetesResource();
    bare.setApiVersion(node.getApiVersion());
    bare.setKind(node.getKind());
    bare.setMetadata(new ObjectMetaBuilder().withName(node.getMetadata().getName()).build());
    apply(bare, false);
  }

  /** An object as the cluster has it. */
  Optional<GenericKubernetesResource> read(GenericKubernetesResource object) {
    return Optional.ofNullable(resource(object).get());
  }

  /** Objects of a kind with a label. */
  List<GenericKubernetesResource> list(
      String apiVersion, String kind, String namespace, String label) {
    return client
        .genericKubernetesResources(apiVersion, kind)
        .inNamespace(namespace)
        .withLabel(label)
        .list()
        .getItems();
  }

  /** A value of an object by its path in the API; empty when it is absent. */
  Optional<String> value(String path, String pointer) {
    return raw(path)
        .map(answer -> Serialization.unmarshal(answer, JsonNode.class).at(pointer))
        .filter(value -> !value.isMissingNode() && !value.isNull())
        .map(JsonNode::asText);
  }

  private Optional<String> raw(String path) {
    try {
      return Optional.ofNullable(client.raw(path));
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Resource<GenericKubernetesResource> resource(GenericKubernetesResource object) {
    return client.resource(object);
  }
}
