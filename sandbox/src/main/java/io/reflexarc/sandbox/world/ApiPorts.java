package io.reflexarc.sandbox.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.ApiServer;
import io.reflexarc.sandbox.api.port.PodProxy;
import io.reflexarc.sandbox.api.port.UsageSource;
import io.reflexarc.sandbox.api.port.WorldTime;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.world.net.PodPages;
import io.reflexarc.sandbox.world.traffic.PodApp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the API asks of this world: pods that answer, what they use, what time it is. */
final class ApiPorts implements PodProxy, UsageSource, WorldTime {
  private static final long NODE_MILLIS = 80;
  private static final long NODE_BYTES = 600L << 20;

  private final World world;

  private ApiPorts(World world) {
    this.world = world;
  }

  static void connect(ApiServer api, World world) {
    ApiPorts ports = new ApiPorts(world);
    api.podProxy(ports);
    api.usageSource(ports);
    api.worldTime(ports);
  }

  @Override
  public Response get(ObjectNode pod, String port, String path) {
    String text = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
    Optional<PodPages.Page> page = world.page(pod, number(pod, port), text);
    return page.map(p -> Response.text(p.status(), p.contentType(), p.body()))
        .orElseGet(
            () ->
                Response.text(
                    503,
                    "text/plain; charset=utf-8",
                    "nobody listens on port '" + port + "' of pod " + Metadata.name(pod) + "\n"));
  }

  /** The number of a port given by number or by name; 0 for the first that is declared. */
  private static int number(ObjectNode pod, String port) {
    if (port.isEmpty()) {
      return 0;
    }
    for (JsonNode container : pod.path("spec").path("containers")) {
      for (JsonNode declared : container.path("ports")) {
        if (declared.path("name").asText().equals(port)) {
          return declared.path("containerPort").asInt();
        }
      }
    }
    return port.matches("\\d{1,5}") ? Integer.parseInt(port) : -1;
  }

  @Override
  public List<Usage> ofPod(ObjectNode pod) {
    return world
        .process(pod)
        .map(PodApp::snapshot)
        .map(
            now ->
                List.of(
                    new Usage(
                        pod.at("/spec/containers/0/name").asText(),
                        Math.round(now.cpuCores() * 1000),
                        now.memoryBytes())))
        .orElse(List.of());
  }

  @Override
  public List<Usage> ofNode(ObjectNode node) {
    String name = Metadata.name(node);
    double cores = 0;
    long bytes = NODE_BYTES;
    for (ObjectNode pod : world.store().list(BuiltInTypes.PODS, null)) {
      Optional<PodApp> process =
          pod.path("spec").path("nodeName").asText().equals(name)
              ? world.process(pod)
              : Optional.empty();
      if (process.isPresent()) {
        PodApp.Snapshot now = process.get().snapshot();
        cores += now.cpuCores();
        bytes += now.memoryBytes();
      }
    }
    return List.of(new Usage(name, NODE_MILLIS + Math.round(cores * 1000), bytes));
  }

  @Override
  public Instant now() {
    return world.clock().instant();
  }

  /** 0 while a person or the gate holds the clock, so that nobody interpolates beyond it. */
  @Override
  public double speed() {
    return world.clock().pace();
  }
}
