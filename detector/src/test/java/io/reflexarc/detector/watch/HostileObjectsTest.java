package io.reflexarc.detector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.detector.attribution.OwnerInquiry;
import io.reflexarc.detector.attribution.VersionSources;
import io.reflexarc.detector.cluster.ClusterObject;
import io.reflexarc.detector.cluster.Observation;
import io.reflexarc.detector.sensing.Recognition;
import io.reflexarc.detector.sensing.Senses;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Objects that no API server should send do no more harm than to be left out. */
class HostileObjectsTest {

  private static final Instant NOW = Instant.parse("2026-11-23T16:20:00Z");
  private static final List<Sample> SAMPLES = samples();

  private final Senses senses =
      new Senses(
          "lab",
          VersionSources.DEFAULT,
          new Recognition(Duration.ofMinutes(5), VersionSources.DEFAULT),
          Duration.ofSeconds(5),
          OwnerInquiry.NONE);

  private Instant now = NOW;

  /** A recorded object and the resource that it is of. */
  private record Sample(RecordedResource resource, JsonNode object) {}

  HostileObjectsTest() {
    senses.observe(new Observation.Complete(), NOW);
  }

  @Property(tries = 10_000)
  void shouldGoOnWhenObjectsAreSpoilt(@ForAll long seed) {
    Random random = new Random(seed);
    Sample sample = SAMPLES.get(random.nextInt(SAMPLES.size()));

    ClusterObject view = read(sample.resource(), new Mutation(random).of(sample.object()));

    now = now.plusSeconds(1);
    if (view != null) {
      senses.observe(new Observation.Seen(view), now);
      senses.elapsed(now);
      if (random.nextBoolean()) {
        senses.observe(new Observation.Gone(view), now);
      }
      assertThat(senses.parked()).isLessThan(1_000);
      assertThat(view.meta().labels()).hasSizeLessThanOrEqualTo(MetadataReader.MAX_ENTRIES);
    }
  }

  /** What cannot be read is counted by the watch, which goes on. */
  private static @Nullable ClusterObject read(RecordedResource resource, JsonNode object) {
    try {
      return resource.view(object);
    } catch (RuntimeException unreadable) {
      return null;
    }
  }

  private static List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    for (String name :
        List.of("03-rollout-oom", "06-unready-dependency", "16-autoscaler-scale-up")) {
      RecordedFiles files = RecordedFiles.of(name);
      for (RecordedResource resource : RecordedResource.values()) {
        files.list(resource).get("items").forEach(it -> samples.add(new Sample(resource, it)));
        files.trees(resource.lines()).stream()
            .limit(40)
            .map(line -> line.get("event").get("object"))
            .forEach(it -> samples.add(new Sample(resource, it)));
      }
    }
    return samples;
  }
}
