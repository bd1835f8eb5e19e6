package io.reflexarc.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.reflexarc.sandbox.api.store.ObjectStore;
import io.reflexarc.sandbox.api.store.StoreLimits;
import io.reflexarc.sandbox.api.type.ResourceTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;

/** Objects and stores for tests. */
public final class Objects {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** A clock that moves only when told to. */
  public static final class Clock implements InstantSource {

    private volatile Instant now = Instant.parse("2026-11-23T16:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    public synchronized void advance(Duration by) {
      now = now.plus(by);
    }
  }

  private Objects() {}

  public static JsonNode json(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static ObjectNode object(String yaml) {
    return (ObjectNode) json(yaml);
  }

  public static ObjectStore store(Clock clock) {
    return new ObjectStore(ResourceTypes.builtIn(), clock, new Random(7));
  }

  public static ObjectStore store(Clock clock, int loggedEvents) {
    StoreLimits limits = new StoreLimits(loggedEvents, 1000, Duration.ofHours(1));
    return new ObjectStore(ResourceTypes.builtIn(), clock, new Random(7), limits);
  }

  public static ObjectNode namespace(String name) {
    return object("{metadata: {name: " + name + "}}");
  }

  public static ObjectNode deployment(String name, int replicas) {
    return object(
        """
        metadata: {name: %s, labels: {app: %s}}
        spec:
          replicas: %d
          selector: {matchLabels: {app: %s}}
          template:
            metadata: {labels: {app: %s, version: v3}}
            spec:
              containers:
              - name: %s
                image: myorg/%s:v3
                resources: {limits: {memory: 512Mi}, requests: {memory: 256Mi}}
        """
            .formatted(name, name, replicas, name, name, name, name));
  }

  public static ObjectNode pod(String name, String app) {
    return object(
        """
        metadata: {name: %s, labels: {app: %s}}
        spec: {containers: [{name: c, image: "i:1"}]}
        """
            .formatted(name, app));
  }
}
