package io.reflexarc.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.WriteOptions;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.world.traffic.AppVersion;
import io.reflexarc.sandbox.world.traffic.BehaviourFile;
import io.reflexarc.sandbox.world.traffic.VersionSample;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The article's incident in the cluster alone, with nobody there to heal it. */
class MemoryLeakStoryTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final String SERVICE = "shop/checkout";
  private static final AppVersion V3 = new AppVersion("shop", "checkout", "v3");
  private static final AppVersion V4 = new AppVersion("shop", "checkout", "v4");
  private final WorldFixture w = WorldFixture.fresh();

  @AfterEach
  void close() {
    w.close();
  }

  private static InputStream open(String file) {
    return Objects.requireNonNull(
        MemoryLeakStoryTest.class.getResourceAsStream("/scenarios/memory-leak/" + file), file);
  }

  private void apply(String file) throws IOException {
    try (InputStream in = open(file);
        MappingIterator<ObjectNode> objects = YAML.readerFor(ObjectNode.class).readValues(in)) {
      while (objects.hasNext()) {
        ObjectNode object = objects.next();
        String version = object.path("apiVersion").asText();
        w.store
            .types()
            .ofKind(version, object.path("kind").asText())
            .ifPresent(
                type ->
                    w.store.create(
                        type, Metadata.namespace(object), object, WriteOptions.by("test")));
      }
    }
  }

  @Test
  void shouldErodeTheCanaryAndNothingElse() throws IOException {
    // given
    w.world.behave(
        BehaviourFile.parse(
            new String(open("behaviour.yaml").readAllBytes(), StandardCharsets.UTF_8)));
    apply("workloads.yaml");
    w.pass(Duration.ofMinutes(7));
    Instant released = w.clock.instant();
    // when
    apply("canary.yaml");
    w.pass(Duration.ofMinutes(26));
    // then: a tenth of the requests, more than ten minutes above one percent
    List<VersionSample> canary = w.world.stats().since(SERVICE, V4, released);
    VersionSample early = canary.get(12);
    assertThat(early.requestRate()).isCloseTo(20, within(6.0));
    assertThat(early.errorRatio()).isLessThan(0.01);
    long sick = canary.stream().filter(s -> s.errorRatio() > 0.01).count() * 10;
    assertThat(Duration.ofSeconds(sick)).isGreaterThan(Duration.ofMinutes(11));
    assertThat(canary).anyMatch(s -> s.latencySeconds() > 5 * early.latencySeconds());
    assertThat(w.world.stats().since(SERVICE, V3, released))
        .allMatch(s -> s.errorRatio() < 0.005 && s.memoryMaxBytes() < (200L << 20));
    // then: killed at its limit, restarted, still v4
    JsonNode pod = w.pods("v4").get(0);
    assertThat(pod.at("/status/containerStatuses/0/lastState/terminated/reason").asText())
        .isEqualTo("OOMKilled");
    assertThat(pod.at("/status/containerStatuses/0/restartCount").asInt()).isEqualTo(1);
    assertThat(
            w.store
                .get(BuiltInTypes.DEPLOYMENTS, "shop", "checkout")
                .at("/status/readyReplicas")
                .asInt())
        .isEqualTo(9);
  }
}
