package io.reflexarc.detector.watch;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.reflexarc.detector.cluster.EventView;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Events as views, of both APIs: they are the same objects. Only those that say what no object's
 * status says are read at all; all others are left where they are.
 */
final class EventReader {

  private static final Set<String> REASONS = Set.of("Unhealthy", "Killing", "SuccessfulRescale");
  private static final String CONTAINER_PATH = "spec.containers{";
  private static final int MAX_NOTE = 512;

  private EventReader() {}

  static @Nullable EventView read(Event event) {
    Instant created = MetadataReader.time(event.getMetadata().getCreationTimestamp());
    return view(
        event.getMetadata(),
        event.getInvolvedObject(),
        event.getReason(),
        event.getMessage(),
        event.getSeries() == null ? event.getCount() : event.getSeries().getCount(),
        first(MetadataReader.time(event.getFirstTimestamp()), micro(event.getEventTime()), created),
        first(
            event.getSeries() == null ? null : micro(event.getSeries().getLastObservedTime()),
            MetadataReader.time(event.getLastTimestamp()),
            micro(event.getEventTime()),
            created));
  }

  static @Nullable EventView read(io.fabric8.kubernetes.api.model.events.v1.Event event) {
    Instant created = MetadataReader.time(event.getMetadata().getCreationTimestamp());
    return view(
        event.getMetadata(),
        event.getRegarding(),
        event.getReason(),
        event.getNote(),
        event.getSeries() == null ? event.getDeprecatedCount() : event.getSeries().getCount(),
        first(
            MetadataReader.time(event.getDeprecatedFirstTimestamp()),
            micro(event.getEventTime()),
            created),
        first(
            event.getSeries() == null ? null : micro(event.getSeries().getLastObservedTime()),
            MetadataReader.time(event.getDeprecatedLastTimestamp()),
            micro(event.getEventTime()),
            created));
  }

  private static @Nullable EventView view(
      ObjectMeta meta,
      @Nullable ObjectReference about,
      @Nullable String reason,
      @Nullable String note,
      @Nullable Integer count,
      Instant firstAt,
      Instant lastAt) {
    if (about == null || reason == null || !REASONS.contains(reason)) {
      return null;
    }
    String text = MetadataReader.text(note);
    return new EventView(
        MetadataReader.read(meta, label -> false),
        new EventView.Regarding(
            MetadataReader.text(about.getKind()),
            MetadataReader.text(about.getNamespace()),
            MetadataReader.text(about.getName()),
            MetadataReader.text(about.getUid())),
        container(about.getFieldPath()),
        reason,
        text.length() <= MAX_NOTE ? text : text.substring(0, MAX_NOTE),
        count == null ? 1 : Math.max(1, count),
        firstAt,
        lastAt);
  }

  private static @Nullable String container(@Nullable String path) {
    return path != null && path.startsWith(CONTAINER_PATH) && path.endsWith("}")
        ? path.substring(CONTAINER_PATH.length(), path.length() - 1)
        : null;
  }

  private static @Nullable Instant micro(@Nullable MicroTime time) {
    return time == null ? null : MetadataReader.time(time.getTime());
  }

  private static Instant first(@Nullable Instant... times) {
    return Stream.of(times).filter(Objects::nonNull).findFirst().orElse(Instant.EPOCH);
  }
}
