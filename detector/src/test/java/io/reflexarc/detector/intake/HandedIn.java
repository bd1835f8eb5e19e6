package io.reflexarc.detector.intake;

import io.reflexarc.detector.attribution.Attribution;
import io.reflexarc.detector.attribution.Locating;
import io.reflexarc.detector.attribution.Locator;
import io.reflexarc.detector.attribution.OwnerInquiry;
import io.reflexarc.detector.attribution.VersionSources;
import io.reflexarc.detector.cluster.Picture;
import io.reflexarc.detector.publish.Origin;
import io.reflexarc.detector.publish.Publisher;
import io.reflexarc.detector.slice.Ownership;
import io.reflexarc.detector.slice.Partitioning;
import io.reflexarc.detector.tick.Watermark;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.runtime.time.ManualTime;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.topic.TopicNames;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/** An intake on a producer in memory, and the cluster that it finds things in. */
public final class HandedIn implements AutoCloseable {

  public static final Instant NOW = Instant.parse("2026-11-23T16:00:00Z");
  public static final String CLUSTER = "prod-eu";

  public final Picture picture = new Picture();
  public final MockProducer<byte[], byte[]> producer;
  public final StageMetrics metrics = new StageMetrics("detector");
  public final Ownership ownership = new Ownership();
  public final Publisher publisher;
  private final Intake intake;
  private boolean known = true;

  public HandedIn(IntakeSettings settings, boolean acknowledges) {
    this.producer =
        new MockProducer<>(
            acknowledges, null, new ByteArraySerializer(), new ByteArraySerializer());
    this.publisher =
        new Publisher(
            producer,
            avro(),
            new TopicNames("reflexarc."),
            ownership,
            new Watermark(Duration.ofSeconds(5)),
            new ManualTime(NOW),
            metrics);
    this.intake =
        new Intake(
            settings, locating(), publisher, new Partitioning(4), new ManualTime(NOW), metrics);
  }

  public static HandedIn open() {
    return new HandedIn(settings("", "", ""), true);
  }

  public static IntakeSettings settings(String token, String user, String password) {
    return new IntakeSettings(token, user, password, 1 << 20, 100, Duration.ofSeconds(5));
  }

  public Locating locating() {
    Locator locator =
        new Locator(
            CLUSTER,
            picture,
            new Attribution(CLUSTER, picture, VersionSources.DEFAULT, OwnerInquiry.NONE),
            true);
    return sought ->
        known
            ? CompletableFuture.completedFuture(locator.find(sought))
            : CompletableFuture.failedFuture(new Locating.NotNowException("no lists yet"));
  }

  public void forgetCluster() {
    known = false;
  }

  public Answer take(IntakeFormat format, Map<String, String> headers, byte[] body) {
    return intake.take(format, headers, new ByteArrayInputStream(body));
  }

  /** The same over HTTP. */
  public IntakeRoutes routes(Map<String, IntakeFormat> formats) {
    return new IntakeRoutes(intake, formats);
  }

  public Answer take(IntakeFormat format, String body) {
    return take(format, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  public List<HealthEvent> events() {
    return producer.history().stream()
        .filter(it -> it.topic().equals("reflexarc.health-events"))
        .map(HandedIn::event)
        .toList();
  }

  public List<MetricSamples> samples() {
    return producer.history().stream()
        .filter(it -> it.topic().equals("reflexarc.metric-samples"))
        .map(HandedIn::measured)
        .toList();
  }

  public List<ProducerRecord<byte[], byte[]>> deadLetters() {
    return producer.history().stream()
        .filter(it -> it.topic().equals("reflexarc.health-events.dead-letter"))
        .toList();
  }

  public double count(Origin origin, String what) {
    return metrics
        .registry()
        .find(metrics.name("publish." + origin.word() + "." + what))
        .counters()
        .stream()
        .mapToDouble(it -> it.count())
        .sum();
  }

  /** What was refused as a whole, by reason. */
  public double refused(String reason) {
    return metrics
        .registry()
        .find(metrics.name("intake.refused"))
        .tag("reason", reason)
        .counters()
        .stream()
        .mapToDouble(it -> it.count())
        .sum();
  }

  /** Whether received is published, dropped and dead-lettered together. */
  public boolean addsUp(Origin origin) {
    return count(origin, "received")
        == count(origin, "published") + count(origin, "dropped") + count(origin, "dead.lettered");
  }

  public static String header(ProducerRecord<byte[], byte[]> letter, String name) {
    Header header = letter.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  public static byte[] resource(String path) {
    try (InputStream in = HandedIn.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException(path + " is not there");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HealthEvent event(ProducerRecord<byte[], byte[]> record) {
    try {
      return HealthEvent.fromByteBuffer(ByteBuffer.wrap(record.value()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MetricSamples measured(ProducerRecord<byte[], byte[]> record) {
    try {
      return MetricSamples.fromByteBuffer(ByteBuffer.wrap(record.value()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Serializer<SpecificRecord> avro() {
    return (topic, record) -> {
      try {
        ByteBuffer bytes =
            record instanceof MetricSamples samples
                ? samples.toByteBuffer()
                : ((HealthEvent) record).toByteBuffer();
        return bytes.array();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  @Override
  public void close() {
    intake.close();
    publisher.close();
    metrics.close();
  }
}
