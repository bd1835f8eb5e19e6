package io.reflexarc.detector.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.reflexarc.detector.cluster.ClusterObject;
import io.reflexarc.detector.cluster.Observation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A recorded cluster: its first lists, and what its watches said after that, in the order in which
 * it was received.
 */
record Recording(String name, List<Observation> first, List<Told> then, List<JsonNode> expected) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();

  /** An observation and when it was received. */
  record Told(Instant at, Observation observation) {}

  static Recording read(String name) {
    List<Observation> first = new ArrayList<>();
    List<Told> then = new ArrayList<>();
    for (String resource : List.of("deployments", "replicasets", "nodes", "pods")) {
      for (JsonNode item : tree(name, resource + ".list.json.gz").get("items")) {
        first.add(new Observation.Seen(view(resource, item)));
      }
      for (JsonNode line : lines(name, resource + ".jsonl.gz", true)) {
        Observation observation = observation(resource, line.get("event"));
        if (observation != null) {
          then.add(new Told(Instant.parse(line.get("at").asText()), observation));
        }
      }
    }
    then.sort(Comparator.comparing(Told::at));
    return new Recording(name, first, then, lines(name, "expected.jsonl", false));
  }

  Instant start() {
    return then.isEmpty() ? Instant.parse("2026-11-23T16:00:00Z") : then.get(0).at();
  }

  private static @Nullable Observation observation(String resource, JsonNode event) {
    return switch (event.get("type").asText()) {
      case "ADDED", "MODIFIED" -> new Observation.Seen(view(resource, event.get("object")));
      case "DELETED" -> new Observation.Gone(view(resource, event.get("object")));
      default -> null;
    };
  }

  private static ClusterObject view(String resource, JsonNode json) {
    return switch (resource) {
      case "pods" -> PodReader.read(KUBERNETES.convertValue(json, Pod.class));
      case "deployments" -> WorkloadReader.read(KUBERNETES.convertValue(json, Deployment.class));
      case "replicasets" -> WorkloadReader.read(KUBERNETES.convertValue(json, ReplicaSet.class));
      default -> NodeReader.read(KUBERNETES.convertValue(json, Node.class));
    };
  }

  private static JsonNode tree(String name, String file) {
    try (InputStream in = new GZIPInputStream(open(name, file))) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<JsonNode> lines(String name, String file, boolean zipped) {
    try (InputStream in = zipped ? new GZIPInputStream(open(name, file)) : open(name, file);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<JsonNode> lines = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(JSON.readTree(line));
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String name, String file) {
    return Objects.requireNonNull(
        Recording.class.getResourceAsStream("/recordings/" + name + "/" + file), name + "/" + file);
  }
}
