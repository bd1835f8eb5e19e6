package io.reflexarc.detector.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.reflexarc.detector.cluster.Objects;
import io.reflexarc.detector.intake.Answer;
import io.reflexarc.detector.intake.HandedIn;
import io.reflexarc.detector.publish.Origin;
import io.reflexarc.schemas.avro.Bucket;
import io.reflexarc.schemas.avro.MetricKind;
import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.avro.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OtlpTest {

  private static final Map<String, String> PROTOBUF =
      Map.of("content-type", "application/x-protobuf");
  private static final Map<String, String> GZIP =
      Map.of("content-type", "application/x-protobuf", "content-encoding", "gzip");

  private final OtlpFormat format =
      new OtlpFormat(
          HandedIn.CLUSTER, name -> !name.startsWith("go_"), new OtlpSettings(1 << 16, 100));
  private final HandedIn in = HandedIn.open();

  @BeforeEach
  void cluster() {
    in.picture.put(Objects.deployment("d1", 1, "4", Map.of()));
    in.picture.put(Objects.replicaSet("d1", "1", "4", "v4", 1));
    in.picture.put(Objects.pod("d1-1-a", "d1-1", "v4", true));
  }

  @AfterEach
  void close() {
    in.close();
  }

  @Test
  void shouldBeOneRecordWhenAPodExportsAllKinds() throws IOException {
    // when
    Answer answer = post(Otlp.export());

    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(response(answer)).isEqualTo(ExportMetricsServiceResponse.getDefaultInstance());
    MetricSamples samples = only();
    assertThat(samples.getTarget()).isEqualTo("prod-eu/shop/Deployment/d1");
    assertThat(samples.getPod()).isEqualTo("d1-1-a");
    assertThat(samples.getPodUid()).isEqualTo("uid-d1-1-a");
    assertThat(samples.getVersion()).isEqualTo("v4");
    assertThat(samples.getSource()).isEqualTo("otlp/checkout");
    assertThat(samples.getSampledAt()).isEqualTo(Otlp.AT);
    assertThat(samples.getUp()).isTrue();
    assertThat(samples.getSamples())
        .extracting(Sample::getName, Sample::getKind, Sample::getValue)
        .containsExactly(
            tuple("queue_depth", MetricKind.GAUGE, 1.5),
            tuple("http_server_requests_total", MetricKind.COUNTER, 42.0),
            tuple("http_server_active", MetricKind.GAUGE, -3.0),
            tuple("http_server_request_duration_seconds", MetricKind.HISTOGRAM, 7.0));
    assertThat(samples.getSamples().get(1).getLabels())
        .containsExactly(Map.entry("http_status", "200"));
    assertThat(samples.getSamples().get(3).getSum()).isEqualTo(3.5);
    assertThat(samples.getSamples().get(3).getBuckets())
        .containsExactly(
            new Bucket(0.1, 1.0), new Bucket(0.5, 3.0), new Bucket(Double.POSITIVE_INFINITY, 7.0));
    assertThat(in.addsUp(Origin.OTLP)).isTrue();
    assertThat(points("published")).isEqualTo(4);
  }

  @Test
  void shouldBeTheSameWhenTheBodyIsCompressed() {
    // when
    Answer answer = in.take(format, GZIP, Otlp.gzip(Otlp.export().toByteArray()));

    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(only().getSamples()).hasSize(4);
  }

  @Test
  void shouldTakeTheServicesVersionWhenAWorkloadIsNamed() {
    // when
    post(
        Otlp.of(
            Map.of(
                "k8s.namespace.name", "shop",
                "k8s.statefulset.name", "ledger",
                "service.version", "2.1",
                "service.instance.id", "i-1"),
            Otlp.gauge(1)));

    // then
    assertThat(only().getTarget()).isEqualTo("prod-eu/shop/StatefulSet/ledger");
    assertThat(only().getVersion()).isEqualTo("2.1");
    assertThat(only().getSource()).isEqualTo("otlp/i-1");
    assertThat(only().getPod()).isNull();
  }

  @Test
  void shouldFallBackToTheWorkloadWhenThePodIsUnknownOrAnotherOfItsName() {
    // when
    post(
        Otlp.of(
            Map.of(
                "k8s.namespace.name", "shop",
                "k8s.pod.name", "ledger-0",
                "k8s.pod.uid", "u-0",
                "k8s.statefulset.name", "ledger"),
            Otlp.gauge(1)));
    Map<String, String> earlier = new HashMap<>(Otlp.POD);
    earlier.put("k8s.pod.uid", "an-earlier-one");
    post(Otlp.of(earlier, Otlp.gauge(2)));

    // then
    assertThat(in.samples())
        .extracting(MetricSamples::getTarget)
        .containsExactly("prod-eu/shop/StatefulSet/ledger", "prod-eu/shop/Deployment/d1");
    assertThat(in.samples())
        .extracting(MetricSamples::getPodUid)
        .containsExactly("u-0", "an-earlier-one");
    assertThat(in.samples().get(1).getVersion()).isNull();
  }

  @Test
  void shouldKeepApartWhatAnotherProcessOrAnotherTimeMeasured() {
    // given
    Map<String, String> worker = new HashMap<>(Otlp.POD);
    worker.put("service.instance.id", "w2");

    // when
    post(
        ExportMetricsServiceRequest.newBuilder()
            .addResourceMetrics(
                Otlp.resource(
                    Otlp.POD,
                    Otlp.gauge("a", 1, Otlp.AT.minusSeconds(10)),
                    Otlp.gauge("b", 2, Otlp.AT.minusMillis(9_990)),
                    Otlp.gauge("a", 3, Otlp.AT)))
            .addResourceMetrics(Otlp.resource(worker, Otlp.gauge("a", 4, Otlp.AT)))
            .build());

    // then
    assertThat(in.samples())
        .extracting(
            MetricSamples::getSource, MetricSamples::getSampledAt, it -> it.getSamples().size())
        .containsExactly(
            tuple("otlp/checkout", Otlp.AT.minusMillis(9_990), 2),
            tuple("otlp/checkout", Otlp.AT, 1),
            tuple("otlp/checkout/w2", Otlp.AT, 1));
  }

  @Test
  void shouldSayWhatIsRejectedWhenPartOfItCannotBeUsed() throws IOException {
    // given
    Metric exponential =
        Metric.newBuilder()
            .setName("e")
            .setExponentialHistogram(
                ExponentialHistogram.newBuilder()
                    .addDataPoints(ExponentialHistogramDataPoint.getDefaultInstance()))
            .build();
    Metric untimed =
        Metric.newBuilder()
            .setName("u")
            .setGauge(Gauge.newBuilder().addDataPoints(Otlp.number(Otlp.AT, "a", "b")))
            .build();

    // when
    Answer answer =
        post(
            Otlp.of(
                Otlp.POD,
                Otlp.gauge(1),
                Otlp.gauge(2),
                Otlp.gauge("late", 2, Otlp.AT.minusSeconds(301)),
                Otlp.gauge("early", 2, Otlp.AT.plusSeconds(302)),
                Otlp.gauge("broken", Double.NaN, Otlp.AT),
                Otlp.gauge("go.goroutines", 7, Otlp.AT),
                Otlp.sum(true, Otlp.DELTA, 1),
                Otlp.sum(true, Otlp.CUMULATIVE, -1),
                Otlp.histogram(Otlp.DELTA, List.of(), List.of(), 1),
                Otlp.histogram(Otlp.CUMULATIVE, List.of(1L, 1L), List.of(1.0, 2.0), 2),
                Otlp.histogram(Otlp.CUMULATIVE, List.of(1L, 1L, 1L), List.of(2.0, 2.0), 3),
                Otlp.histogram(Otlp.CUMULATIVE, List.of(1L, 1L), List.of(2.0), 3),
                exponential,
                untimed));

    // then
    assertThat(answer.status()).isEqualTo(200);
    ExportMetricsPartialSuccess partial = response(answer).getPartialSuccess();
    assertThat(partial.getRejectedDataPoints()).isEqualTo(11);
    assertThat(partial.getErrorMessage())
        .contains(
            "metric 'http.server.requests': aggregation_temporality: is delta, export cumulative",
            "metric 'e': is an exponential histogram",
            "metric 'u': value: is missing",
            "bucket_counts: are not one more than explicit_bounds",
            "explicit_bounds: do not rise",
            "count: is not the sum of bucket_counts",
            "value: is below zero",
            "metric 'late': time_unix_nano: is more than 5m behind",
            "metric 'early': time_unix_nano: is more than 5m ahead",
            "metric 'queue_depth': has the same series twice");
    assertThat(only().getSamples()).hasSize(1);
    assertThat(points("no-value")).isEqualTo(1);
    assertThat(points("unwanted")).isEqualTo(1);
    assertThat(points("delta")).isEqualTo(2);
    assertThat(points("unsupported")).isEqualTo(1);
    assertThat(points("twice")).isEqualTo(1);
    assertThat(points("malformed")).isEqualTo(7);
  }

  @Test
  void shouldTellWhyWhenNobodyIsNamedOrKnown() throws IOException {
    // when
    Answer nobody = post(Otlp.of(Map.of("service.name", "checkout"), Otlp.gauge(1)));
    Answer unknown =
        post(Otlp.of(Map.of("k8s.namespace.name", "shop", "k8s.pod.name", "gone"), Otlp.gauge(1)));
    Answer nowhere = post(Otlp.of(Map.of("k8s.pod.name", "d1-1-a"), Otlp.gauge(1)));

    // then
    assertThat(response(nobody).getPartialSuccess().getErrorMessage())
        .startsWith("resource: none of [k8s.pod.name, k8s.deployment.name");
    assertThat(response(unknown).getPartialSuccess().getErrorMessage())
        .isEqualTo("there is no pod prod-eu/shop/Pod/gone");
    assertThat(response(nowhere).getPartialSuccess().getErrorMessage())
        .isEqualTo("resource: label 'k8s.namespace.name' is missing beside 'k8s.pod.name'");
    assertThat(in.samples()).isEmpty();
    assertThat(points("unattributed")).isEqualTo(3);
    assertThat(in.addsUp(Origin.OTLP)).isTrue();
  }

  @Test
  void shouldRefuseWithAStatusWhenTheBodyIsNoExport() throws IOException {
    // when
    Answer json = in.take(format, Map.of("content-type", "application/json"), new byte[0]);
    Answer noise = in.take(format, PROTOBUF, "{}".getBytes(StandardCharsets.UTF_8));
    Answer encoding =
        in.take(
            format,
            Map.of("content-type", "application/x-protobuf", "content-encoding", "zstd"),
            new byte[0]);

    // then
    assertThat(json.status()).isEqualTo(415);
    assertThat(encoding.status()).isEqualTo(415);
    assertThat(noise.status()).isEqualTo(400);
    CodedInputStream status = CodedInputStream.newInstance(format.write(noise));
    assertThat(status.readTag()).isEqualTo(2 << 3 | 2);
    assertThat(status.readString()).startsWith("the body is no ExportMetricsServiceRequest");
  }

  @Test
  void shouldAskToComeAgainWhenTheClusterIsNotKnownYet() {
    // given
    in.forgetCluster();

    // when
    Answer answer = post(Otlp.export());

    // then
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).containsKey("Retry-After");
    assertThat(format.busyStatus()).isEqualTo(429);
  }

  @Test
  void shouldRefuseWhenThereIsTooMuch() {
    // given
    Metric[] many =
        IntStream.range(0, 101)
            .mapToObj(i -> Otlp.gauge("g" + i, i, Otlp.AT))
            .toArray(Metric[]::new);
    byte[] hollow = new byte[40_000];
    for (int i = 0; i < hollow.length; i += 2) {
      hollow[i] = 1 << 3 | 2;
    }

    // then
    assertThat(post(Otlp.of(Otlp.POD, many)).status()).isEqualTo(413);
    assertThat(in.take(format, PROTOBUF, hollow).status()).isEqualTo(413);
    assertThat(in.take(format, PROTOBUF, new byte[(1 << 16) + 1]).status()).isEqualTo(413);
    assertThat(in.take(format, GZIP, Otlp.gzip(new byte[10 << 20])).status()).isEqualTo(413);
    assertThat(in.samples()).isEmpty();
  }

  @Test
  void shouldRefuseWhenGzipHasManyMembers() {
    // given
    byte[] empty = Otlp.gzip(new byte[0]);
    byte[] members = new byte[empty.length * 3_000];
    for (int i = 0; i < 3_000; i++) {
      System.arraycopy(empty, 0, members, i * empty.length, empty.length);
    }

    // then
    assertThat(in.take(format, GZIP, members).status()).isEqualTo(400);
  }

  private Answer post(ExportMetricsServiceRequest request) {
    return in.take(format, PROTOBUF, request.toByteArray());
  }

  private ExportMetricsServiceResponse response(Answer answer)
      throws InvalidProtocolBufferException {
    return ExportMetricsServiceResponse.parseFrom(format.write(answer));
  }

  private MetricSamples only() {
    assertThat(in.samples()).hasSize(1);
    return in.samples().get(0);
  }

  private double points(String outcome) {
    return in
        .metrics
        .registry()
        .find(in.metrics.name("intake.points"))
        .tag("outcome", outcome)
        .counters()
        .stream()
        .mapToDouble(it -> it.count())
        .sum();
  }
}
