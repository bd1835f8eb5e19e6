package io.reflexarc.detector.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.reflexarc.schemas.avro.Bucket;
import io.reflexarc.schemas.avro.MetricKind;
import io.reflexarc.schemas.avro.Sample;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ExpositionParserTest {

  private static final String TEXT =
      """
      # HELP http_requests_total Requests.
      # TYPE http_requests_total counter
      http_requests_total{status="200",path="/a\\"b\\\\c"} 1.5e3 1700000000000
      http_requests_total{status="500",} 3
      # TYPE memory gauge
      memory 1048576
      # TYPE latency histogram
      latency_bucket{le="0.1"} 7
      latency_bucket{le="+Inf"} 9
      latency_sum 1.25
      latency_count 9
      """;

  private final ExpositionParser parser = new ExpositionParser(ExpositionLimits.DEFAULT);

  @Test
  void shouldReadEveryKindWhenTheTextIsPrometheus() throws Exception {
    Exposition exposition = parse(TEXT, false);

    assertThat(exposition.samples())
        .extracting(Sample::getName, Sample::getKind, Sample::getValue)
        .containsExactly(
            tuple("http_requests_total", MetricKind.COUNTER, 1500.0),
            tuple("http_requests_total", MetricKind.COUNTER, 3.0),
            tuple("memory", MetricKind.GAUGE, 1048576.0),
            tuple("latency", MetricKind.HISTOGRAM, 9.0));
    assertThat(exposition.samples().get(0).getLabels())
        .isEqualTo(Map.of("status", "200", "path", "/a\"b\\c"));
    Sample latency = exposition.samples().get(3);
    assertThat(latency.getSum()).isEqualTo(1.25);
    assertThat(latency.getBuckets())
        .containsExactly(new Bucket(0.1, 7.0), new Bucket(Double.POSITIVE_INFINITY, 9.0));
  }

  @Test
  void shouldReadCountersByTheirSuffixWhenTheTextIsOpenMetrics() throws Exception {
    Exposition exposition =
        parse(
            """
            # TYPE http_requests counter
            http_requests_total{status="200"} 5 # {trace_id="abc"} 1.0 1700000000.0
            http_requests_created{status="200"} 1700000000.0
            # EOF
            """,
            true);

    assertThat(exposition.samples()).hasSize(1);
    assertThat(exposition.samples().get(0).getKind()).isEqualTo(MetricKind.COUNTER);
  }

  @Test
  void shouldReadAHistogramWholeWhenItHasExemplarsAndATimeOfCreation() throws Exception {
    Exposition exposition =
        parse(
            """
            # TYPE latency histogram
            # UNIT latency seconds
            latency_bucket{le="0.1",path="/a"} 7 # {trace_id="abc"} 0.07 1700000000.0
            latency_bucket{le="+Inf",path="/a"} 9 1700000000.0 # {trace_id="d } 5"} 3.5
            latency_count{path="/a"} 9
            latency_sum{path="/a"} 1.25
            latency_created{path="/a"} 1700000000.0
            # EOF
            """,
            true);

    assertThat(exposition.samples()).hasSize(1);
    Sample latency = exposition.samples().get(0);
    assertThat(latency.getLabels()).isEqualTo(Map.of("path", "/a"));
    assertThat(latency.getValue()).isEqualTo(9);
    assertThat(latency.getBuckets())
        .containsExactly(new Bucket(0.1, 7.0), new Bucket(Double.POSITIVE_INFINITY, 9.0));
  }

  @Test
  void shouldReadAGaugeHistogramAsOneOfNowWhenOpenMetricsSaysSo() throws Exception {
    String text =
        """
        # TYPE queue gaugehistogram
        queue_bucket{le="10"} 4
        queue_bucket{le="+Inf"} 6
        queue_gcount 6
        queue_gsum 31
        # EOF
        """;
    Sample queue = parser.parse(bytes(text), true, "queue"::equals).samples().get(0);

    assertThat(queue.getKind()).isEqualTo(MetricKind.GAUGE);
    assertThat(queue.getValue()).isEqualTo(6);
    assertThat(queue.getSum()).isEqualTo(31);
    assertThat(queue.getBuckets()).hasSize(2);
  }

  @Test
  void shouldLeaveOutWhatIsNoNumberWhenAHistogramHasSuchParts() throws Exception {
    Exposition exposition =
        parse(
            """
            # TYPE latency histogram
            latency_bucket{le="0.1"} NaN
            latency_bucket{le="NaN"} 3
            latency_bucket{le="-Inf"} 0
            latency_bucket{le="+Inf"} 9
            latency_sum NaN
            # TYPE empty histogram
            empty_sum 0
            # TYPE quantiles summary
            quantiles{quantile="0.99"} NaN
            quantiles_count 0
            """,
            false);

    assertThat(exposition.samples())
        .extracting(Sample::getName, Sample::getKind, Sample::getValue)
        .containsExactly(
            tuple("quantiles_count", MetricKind.COUNTER, 0.0),
            tuple("latency", MetricKind.HISTOGRAM, 9.0));
    Sample latency = exposition.samples().get(1);
    assertThat(latency.getSum()).isNull();
    assertThat(latency.getBuckets())
        .extracting(Bucket::getUpperBound)
        .containsExactly(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    assertThat(exposition.notNumbers()).isEqualTo(4);
  }

  @Test
  void shouldRefuseAllWhenOpenMetricsIsCutOff() {
    assertThatExceptionOfType(MalformedExpositionException.class)
        .isThrownBy(() -> parse("# TYPE a gauge\na 1\n", true))
        .satisfies(e -> assertThat(e.reason()).isEqualTo("truncated"));
  }

  @Test
  void shouldRefuseAllWhenALineIsMalformed() {
    for (String line :
        new String[] {
          "a{b=\"c} 1",
          "a{b=c} 1",
          "a one",
          "a",
          "a{b=\"c\"d=\"e\"} 1",
          "{} 1",
          "a{b=\"1\",b=\"2\"} 1"
        }) {
      assertThatExceptionOfType(MalformedExpositionException.class)
          .as(line)
          .isThrownBy(() -> parse("ok 1\n" + line + "\n", false));
    }
  }

  @Test
  void shouldLeaveOutAndCountWhenSamplesAreNoNumbersOrTwice() throws Exception {
    Exposition exposition = parse("# TYPE c counter\na NaN\na +Inf\nb 1\nb 2\nc -1\n", false);

    assertThat(exposition.samples()).extracting(Sample::getName).containsExactly("b");
    assertThat(exposition.notNumbers()).isEqualTo(3);
    assertThat(exposition.duplicates()).isEqualTo(1);
  }

  @Test
  void shouldCountOnlyWhatIsAskedForWhenSamplesAreLimited() throws Exception {
    String many =
        IntStream.range(0, 5_000).mapToObj(i -> "m" + i + " 1").collect(Collectors.joining("\n"));

    assertThat(parser.parse(bytes(many), false, "m7"::equals).samples()).hasSize(1);
    assertThatExceptionOfType(MalformedExpositionException.class)
        .isThrownBy(() -> parse(many, false))
        .satisfies(e -> assertThat(e.reason()).isEqualTo("too-many-samples"));
  }

  @Test
  void shouldRefuseWhenTheTextIsTooLong() {
    ExpositionParser small = new ExpositionParser(new ExpositionLimits(10, 1, 1, 1));

    assertThatExceptionOfType(MalformedExpositionException.class)
        .isThrownBy(() -> small.parse(new byte[11], false, name -> true))
        .satisfies(e -> assertThat(e.reason()).isEqualTo("too-large"));
  }

  @Property(tries = 3_000)
  void shouldAnswerOrRefuseWhenTheTextIsAnything(@ForAll byte[] noise, @ForAll int at) {
    byte[] text = bytes(TEXT);
    for (int i = 0; i < noise.length && i < 40; i++) {
      text[Math.floorMod(at + i * 31, text.length)] = noise[i];
    }
    try {
      assertThat(parser.parse(text, false, name -> true).samples().size()).isLessThan(20);
    } catch (MalformedExpositionException e) {
      assertThat(e.reason()).isNotEmpty();
    }
  }

  private Exposition parse(String text, boolean openMetrics) throws MalformedExpositionException {
    return parser.parse(bytes(text), openMetrics, name -> true);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
