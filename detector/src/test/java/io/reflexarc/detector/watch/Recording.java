package io.reflexarc.detector.watch;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.detector.cluster.ClusterObject;
import io.reflexarc.detector.cluster.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A recorded cluster: its first lists, and what its watches said after that, in the order in which
 * it was received.
 *
 * @param name of the data set
 */
record Recording(String name, List<Observation> first, List<Told> then) {

  private static final Instant WHEN_NOTHING_CAME = Instant.parse("2026-11-23T16:00:00Z");

  /** What was read stays: many tests play the same. */
  private static final Map<Source, Recording> READ = new ConcurrentHashMap<>();

  private record Source(RecordedFiles files, RecordedResource without) {}

  /** An observation and when it was received. */
  record Told(Instant at, Observation observation) {}

  static Recording read(RecordedFiles files) {
    return read(files, RecordedResource.CORE_EVENTS);
  }

  /**
   * @param without the form of Events that is not read: they are the same objects twice
   */
  static Recording read(RecordedFiles files, RecordedResource without) {
    return READ.computeIfAbsent(new Source(files, without), Recording::readAnew);
  }

  private static Recording readAnew(Source source) {
    RecordedFiles files = source.files();
    List<Observation> first = new ArrayList<>();
    List<Told> then = new ArrayList<>();
    for (RecordedResource resource : RecordedResource.values()) {
      if (resource == source.without() || !files.has(resource.list())) {
        continue;
      }
      for (JsonNode item : files.list(resource).get("items")) {
        ClusterObject view = resource.view(item);
        if (view != null) {
          first.add(new Observation.Seen(view));
        }
      }
      for (JsonNode line : files.trees(resource.lines())) {
        Observation observation = observation(resource, line.get("event"));
        if (observation != null) {
          then.add(new Told(Instant.parse(line.get("at").asText()), observation));
        }
      }
    }
    then.sort(Comparator.comparing(Told::at));
    return new Recording(files.name(), List.copyOf(first), List.copyOf(then));
  }

  Instant start() {
    return then.isEmpty() ? WHEN_NOTHING_CAME : then.get(0).at();
  }

  /** The part before the nth observation. */
  Recording until(int cut) {
    return new Recording(name, first, then.subList(0, cut));
  }

  /** What a detector lists and watches that starts at the nth observation. */
  Recording from(int cut) {
    Map<String, Observation> standing = new LinkedHashMap<>();
    first.forEach(it -> standing.put(uid(((Observation.Seen) it).object()), it));
    then.subList(0, cut)
        .forEach(
            told -> {
              if (told.observation() instanceof Observation.Seen seen) {
                standing.put(uid(seen.object()), seen);
              } else if (told.observation() instanceof Observation.Gone gone) {
                standing.remove(uid(gone.object()));
              }
            });
    return new Recording(name, List.copyOf(standing.values()), then.subList(cut, then.size()));
  }

  private static String uid(ClusterObject object) {
    return object.getClass().getSimpleName() + object.meta().uid();
  }

  private static @Nullable Observation observation(RecordedResource resource, JsonNode event) {
    String type = event.get("type").asText();
    if (!type.equals("ADDED") && !type.equals("MODIFIED") && !type.equals("DELETED")) {
      return null;
    }
    ClusterObject view = resource.view(event.get("object"));
    if (view == null) {
      return null;
    }
    return type.equals("DELETED") ? new Observation.Gone(view) : new Observation.Seen(view);
  }
}
