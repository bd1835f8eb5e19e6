package io.reflexarc.actuator.action;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.cluster.Cluster;
import io.reflexarc.actuator.cluster.Fault;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.MemoryCluster;
import io.reflexarc.actuator.cluster.MemoryCluster.Mishap;
import io.reflexarc.actuator.cluster.ResourceKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A cluster in memory. */
public final class MemorySite implements Site {

  private static final Fault FORBIDDEN =
      Fault.of(Fault.Kind.FORBIDDEN, "missing right: verb update on things in namespace shop");
  private static final Fault BUSY =
      new Fault(Fault.Kind.TOO_MANY_REQUESTS, "429 please wait", Duration.ofSeconds(1));

  private MemoryCluster cluster = new MemoryCluster();
  private RightsWitness witness = new RightsWitness(cluster);

  public MemorySite() {
    clear();
  }

  @Override
  public Cluster cluster() {
    return witness;
  }

  @Override
  public Set<String> used() {
    return witness.used();
  }

  @Override
  public KubeObject put(ObjectNode object) {
    return cluster.put(object);
  }

  @Override
  public void delete(ResourceKind kind, String namespace, String name) {
    cluster.delete(kind, kind.namespaced() ? namespace : "", name);
  }

  @Override
  public Optional<KubeObject> stored(ResourceKind kind, String namespace, String name) {
    return cluster.stored(kind, namespace, name);
  }

  @Override
  public List<String> effects() {
    return cluster.writes();
  }

  @Override
  public void troubleWrites(Trouble trouble, int times) {
    for (int i = 0; i < times; i++) {
      switch (trouble) {
        case FORBIDDEN -> cluster.nextWrite(FORBIDDEN);
        case BUSY -> cluster.nextWrite(BUSY);
        case FAILED_AFTER, CUT_AFTER -> cluster.next(Mishap.WRITTEN_UNANSWERED);
        case CUT_BEFORE -> cluster.next(Mishap.LOST_UNANSWERED);
      }
    }
  }

  @Override
  public void troubleReads(Trouble trouble, int times) {
    for (int i = 0; i < times; i++) {
      cluster.nextRead(trouble == Trouble.FORBIDDEN ? FORBIDDEN : BUSY);
    }
  }

  /** Another cluster, whose uids are others. */
  @Override
  public void clear() {
    cluster = cluster.anew();
    witness = new RightsWitness(cluster);
    ObjectNode namespace = JsonNodeFactory.instance.objectNode().put("kind", "Namespace");
    namespace.withObject("/metadata").put("name", "shop");
    cluster.put(namespace);
  }
}
