package io.reflexarc.actuator.action.pods;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.Manifests;
import io.reflexarc.actuator.action.Site;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.Precondition;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pods of Deployment {@code web} on {@code node-1}, as their controllers make them. */
public final class Residents {

  /** When their node began with them. */
  public static final Instant STARTED = Commands.ISSUED.minusSeconds(3_600);

  private static final String SET = "web-hash2";

  private Residents() {}

  /** The Deployment, its ReplicaSet and these pods of it, all ready. */
  public static void movedIn(Site site, String... pods) throws Exception {
    Manifests.twoRevisions(site, "web");
    for (String pod : pods) {
      site.put(pod(site, pod));
    }
  }

  /** A ready pod of the ReplicaSet. */
  public static ObjectNode pod(Site site, String name) throws Exception {
    ObjectNode json = bare(name);
    json.withObject("/metadata/labels").put("app", "web").put("pod-template-hash", "hash2");
    Manifests.owned(json, site.at(ResourceKind.REPLICA_SET, SET));
    return json;
  }

  /** A ready pod that somebody made by hand. */
  public static ObjectNode bare(String name) {
    ObjectNode json = Manifests.object(ResourceKind.POD, name);
    ObjectNode spec = json.withObject("/spec").put("nodeName", "node-1");
    spec.withArray("containers")
        .addObject()
        .put("name", "main")
        .put("image", "registry.example/web:v4");
    ObjectNode status = json.withObject("/status").put("phase", "Running");
    status.put("startTime", STARTED.toString());
    status.withArray("conditions").addObject().put("type", "Ready").put("status", "True");
    return json;
  }

  /** A budget of the Deployment that lets so many pods go. */
  public static ObjectNode budget(String name, int allowed) {
    ObjectNode json = Manifests.object(ResourceKind.DISRUPTION_BUDGET, name);
    json.withObject("/spec").put("minAvailable", 2);
    json.withObject("/spec/selector/matchLabels").put("app", "web");
    json.withObject("/status")
        .put("observedGeneration", 1)
        .put("disruptionsAllowed", allowed)
        .put("desiredHealthy", 2)
        .put("currentHealthy", 2 + allowed)
        .put("expectedPods", 3);
    return json;
  }

  /** The pods that are on their way out have gone, as their kubelet tells. */
  public static void leave(Site site, List<String> pods) throws Exception {
    for (String pod : pods) {
      if (site.stored(ResourceKind.POD, "shop", pod)
          .filter(found -> new Pod(found).isLeaving())
          .isPresent()) {
        site.delete(ResourceKind.POD, "shop", pod);
      }
    }
  }

  /** A command about a pod of the Deployment. */
  public static RemediationCommand command(
      String action, Map<String, String> parameters, Precondition... preconditions) {
    return Commands.with(
        Commands.command("c-1", "web", parameters, List.of(preconditions)),
        c -> c.setAction(action));
  }

  /** Another uid is asked for in one of the preconditions, or none. */
  public static void asked(RemediationCommand.Builder command, int which, @Nullable String uid) {
    List<Precondition> all = new ArrayList<>(command.getPreconditions());
    all.set(which, Precondition.newBuilder(all.get(which)).setUid(uid).build());
    command.setPreconditions(all);
  }

  /** That it is still this very object. */
  public static Precondition same(KubeObject object) {
    return Precondition.newBuilder()
        .setObject("local/" + object.namespace() + "/" + object.kind() + "/" + object.name())
        .setUid(object.uid())
        .build();
  }
}
