package io.reflexarc.actuator.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The twin keeps the contract that the real cluster keeps. */
class MemoryClusterTest extends ClusterContract {

  private final MemoryCluster cluster = new MemoryCluster();

  MemoryClusterTest() {
    ObjectNode namespace = JsonNodeFactory.instance.objectNode().put("kind", "Namespace");
    namespace.withObject("/metadata").put("name", "shop");
    cluster.put(namespace);
  }

  @Override
  protected Cluster cluster() {
    return cluster;
  }

  @Override
  protected void create(ObjectNode object) {
    cluster.put(object);
  }

  @Override
  protected void delete(ResourceKind kind, String namespace, String name) {
    cluster.delete(kind, namespace, name);
  }
}
