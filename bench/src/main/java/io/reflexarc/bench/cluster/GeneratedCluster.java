package io.reflexarc.bench.cluster;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * A cluster of which nothing is kept but what changes: each object is written when it is asked for,
 * from its number, in the shape and size of a recorded one.
 */
public final class GeneratedCluster {

  private static final int A_DAY = 86_400;
  private static final String NEVER_ENDED = "{}";

  private final ClusterShape shape;
  private final long born;
  private final PodLives lives;
  private final Map<Resource, Template> templates = new EnumMap<>(Resource.class);

  /**
   * @param born the newest that anything in it is at first
   */
  public GeneratedCluster(ClusterShape shape, Instant born) {
    this.shape = shape;
    this.born = born.getEpochSecond();
    this.lives = new PodLives(shape.pods(), born);
    for (Resource resource : Resource.values()) {
      templates.put(resource, resource.template());
    }
  }

  public ClusterShape shape() {
    return shape;
  }

  /** What befalls its pods. */
  public PodLives lives() {
    return lives;
  }

  /** The number of the pod with that uid; -1 for none. */
  public static int podOf(String uid) {
    int number = Integer.parseInt(uid.substring(uid.lastIndexOf('-') + 1), 16);
    return uid.equals(Names.uid(Resource.PODS, number)) ? number : -1;
  }

  void write(Resource resource, int number, ByteArrayOutputStream out) {
    if (resource == Resource.PODS) {
      write(new PodLives.Told(number, lives.of(number)), out);
    } else {
      template(resource).write(slot -> value(resource, slot, number), out);
    }
  }

  /** A pod as it was. */
  void write(PodLives.Told told, ByteArrayOutputStream out) {
    template(Resource.PODS).write(slot -> ofPod(slot, told.pod(), told.life()), out);
  }

  private Template template(Resource resource) {
    return Objects.requireNonNull(templates.get(resource));
  }

  private String value(Resource resource, String slot, int number) {
    return switch (resource) {
      case NODES -> ofNode(slot, number);
      case DEPLOYMENTS -> ofDeployment(slot, number);
      case REPLICA_SETS -> ofReplicaSet(slot, number);
      default -> slot.equals("name") ? Names.namespace(number) : common(resource, slot, number);
    };
  }

  private String ofNode(String slot, int number) {
    return switch (slot) {
      case "name" -> Names.node(number);
      case "zone" -> Names.zone(number);
      default -> common(Resource.NODES, slot, number);
    };
  }

  private String ofDeployment(String slot, int number) {
    return switch (slot) {
      case "replicas" -> Integer.toString(shape.replicasOf(number));
      case "deploymentUid" -> Names.uid(Resource.DEPLOYMENTS, number);
      case "hash" -> Names.hash(current(number));
      default -> ofApp(Resource.DEPLOYMENTS, slot, number, number);
    };
  }

  private String ofReplicaSet(String slot, int number) {
    int deployment = number / 2;
    boolean current = number == current(deployment);
    return switch (slot) {
      case "replicas" -> current ? Integer.toString(shape.replicasOf(deployment)) : "0";
      case "revision" -> current ? "2" : "1";
      case "deploymentUid" -> Names.uid(Resource.DEPLOYMENTS, deployment);
      case "setUid" -> Names.uid(Resource.REPLICA_SETS, number);
      case "hash" -> Names.hash(number);
      default -> ofApp(Resource.REPLICA_SETS, slot, number, deployment);
    };
  }

  private String ofPod(String slot, int number, PodLives.Life life) {
    int deployment = shape.deploymentOf(number);
    int node = number % shape.nodes();
    return switch (slot) {
      case "name" -> Names.pod(number, deployment, current(deployment));
      case "hash" -> Names.hash(current(deployment));
      case "setUid" -> Names.uid(Resource.REPLICA_SETS, current(deployment));
      case "node" -> Names.node(node);
      case "zone" -> Names.zone(node);
      case "ip" -> Names.address(number);
      case "resourceVersion" -> Long.toString(life.version());
      case "readiness" -> readiness(life, deployment);
      case "ready" -> Boolean.toString(life.ready());
      case "restarts" -> Integer.toString(life.runs());
      case "containerId" -> Names.container(number, life.runs());
      case "state" -> "{\"running\":{\"startedAt\":\"" + startedAt(number, life) + "\"}}";
      case "lastState" -> lastState(number, life);
      default -> ofApp(Resource.PODS, slot, number, deployment);
    };
  }

  private String ofApp(Resource resource, String slot, int number, int deployment) {
    return switch (slot) {
      case "app" -> Names.deployment(deployment);
      case "namespace" -> Names.namespace(deployment);
      default -> common(resource, slot, number);
    };
  }

  private String common(Resource resource, String slot, int number) {
    return switch (slot) {
      case "uid" -> Names.uid(resource, number);
      case "resourceVersion" -> Long.toString(number + 1L);
      case "created" -> created(number);
      default -> throw new IllegalStateException(resource + " has no " + slot);
    };
  }

  /** Within the two days before it was asked for first, and at least one day before. */
  private String created(int number) {
    return time(born - A_DAY - number % A_DAY);
  }

  private String startedAt(int number, PodLives.Life life) {
    return life.runs() == 0 ? created(number) : time(life.endedAt());
  }

  private static String readiness(PodLives.Life life, int deployment) {
    String condition =
        "\"status\":\""
            + (life.ready() ? "True" : "False")
            + "\",\"lastProbeTime\":null,\"lastTransitionTime\":\""
            + time(life.readySince())
            + '"';
    return life.ready()
        ? condition
        : condition
            + ",\"reason\":\"ContainersNotReady\",\"message\":\"containers with unready status: ["
            + Names.deployment(deployment)
            + "]\"";
  }

  private String lastState(int number, PodLives.Life life) {
    if (life.runs() == 0) {
      return NEVER_ENDED;
    }
    String end =
        life.outOfMemory()
            ? "\"exitCode\":137,\"reason\":\"OOMKilled\""
            : "\"exitCode\":1,\"reason\":\"Error\"";
    return "{\"terminated\":{"
        + end
        + ",\"startedAt\":\""
        + created(number)
        + "\",\"finishedAt\":\""
        + time(life.endedAt())
        + "\",\"containerID\":\"containerd://"
        + Names.container(number, life.runs() - 1)
        + "\"}}";
  }

  private static int current(int deployment) {
    return 2 * deployment + 1;
  }

  private static String time(long epochSecond) {
    return Instant.ofEpochSecond(epochSecond).toString();
  }
}
