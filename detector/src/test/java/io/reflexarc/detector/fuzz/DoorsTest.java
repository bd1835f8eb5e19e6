package io.reflexarc.detector.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.reflexarc.detector.alert.AlertmanagerFormat;
import io.reflexarc.detector.attribution.TargetLabels;
import io.reflexarc.detector.cloudevent.CloudEventsFormat;
import io.reflexarc.detector.cluster.Objects;
import io.reflexarc.detector.exposition.ExpositionLimits;
import io.reflexarc.detector.exposition.ExpositionParser;
import io.reflexarc.detector.exposition.MalformedExpositionException;
import io.reflexarc.detector.intake.Answer;
import io.reflexarc.detector.intake.HandedIn;
import io.reflexarc.detector.intake.IntakeFormat;
import io.reflexarc.detector.otlp.Otlp;
import io.reflexarc.detector.otlp.OtlpFormat;
import io.reflexarc.detector.otlp.OtlpSettings;
import io.reflexarc.schemas.avro.HealthEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ten thousand spoiled inputs at each door: each is answered and counted, none stops anything. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DoorsTest {

  private static final int INPUTS = 10_000;
  private static final Set<Integer> ANSWERS = Set.of(200, 400, 413, 415);

  @Test
  void shouldAnswerAndCountEachWhenAlertsAreSpoiled() {
    // given
    IntakeFormat format =
        new AlertmanagerFormat(
            HandedIn.CLUSTER,
            new TargetLabels(
                "cluster",
                "namespace",
                TargetLabels.kinds(List.of("Deployment=deployment", "Pod=pod", "Node=node")),
                "version"),
            100);
    List<byte[]> texts =
        List.of(
            HandedIn.resource("/alertmanager/01-firing.json"),
            HandedIn.resource("/alertmanager/02-resolved.json"));

    // then
    assault(format, List.of(Map.of()), texts, 1);
  }

  @Test
  void shouldAnswerAndCountEachWhenCloudEventsAreSpoiled() {
    // given
    String event =
        "{\"specversion\":\"1.0\",\"id\":\"a1\",\"source\":\"s\",\"type\":\"t\",\"subject\":"
            + "\"prod-eu/shop/Deployment/d1\",\"time\":\"2026-11-23T15:59:30Z\",\"ext\":7,\"data\":"
            + "{\"phase\":\"BEGAN\",\"severity\":\"INFO\",\"subject\":{\"pod\":\"p\"},\"labels\":{\"a\":\"b\"}}}";
    List<Map<String, String>> headers =
        List.of(
            Map.of("content-type", "application/cloudevents+json"),
            Map.of("content-type", "application/cloudevents-batch+json"),
            Map.of(
                "content-type", "application/json",
                "ce-specversion", "1.0",
                "ce-id", "%41%zz%f",
                "ce-source", "s",
                "ce-type", "t",
                "ce-subject", "prod-eu/shop/Pod/p"));
    List<byte[]> texts =
        List.of(
            bytes(event),
            bytes("[" + event + "," + event.replace("a1", "a2") + "]"),
            bytes("{\"phase\":\"ENDED\",\"labels\":{\"a\":\"b\"},\"message\":\"m\"}"));

    // then
    assault(new CloudEventsFormat(100), headers, texts, 2);
  }

  @Test
  void shouldAnswerAndCountEachWhenExportsAreSpoiled() {
    // given
    String type = "application/x-protobuf";
    List<Map<String, String>> headers =
        List.of(
            Map.of("content-type", type),
            Map.of("content-type", type),
            Map.of("content-type", type, "content-encoding", "gzip"));
    byte[] export = Otlp.export().toByteArray();

    // then
    assault(
        new OtlpFormat(HandedIn.CLUSTER, name -> true, new OtlpSettings(1 << 20, 100)),
        headers,
        List.of(export, export, Otlp.gzip(export)),
        4);
  }

  @Test
  void shouldReadOrRefuseEachWhenScrapesAreSpoiled() {
    // given
    List<byte[]> texts =
        List.of(
            bytes(
                "# HELP a_total help\n"
                    + "# TYPE a_total counter\n"
                    + "a_total{x=\"1\",y=\"b\\n"
                    + "\"} 3 1395066363000\n"
                    + "# TYPE h histogram\n"
                    + "h_bucket{le=\"0.1\"} 1\n"
                    + "h_bucket{le=\"+Inf\"} 4\n"
                    + "h_sum 1.5\n"
                    + "h_count 4\n"
                    + "free_bytes 1.5e9\n"
                    + "bad NaN\n"),
            bytes(
                "# TYPE m counter\nm_total{a=\"b\"} 17.0 # {trace_id=\"x\"} 0.67\nm_created 1.5\n"
                    + "# TYPE s summary\ns{quantile=\"0.5\"} 1\ns_count 3\n# EOF\n"));
    ExpositionParser parser = new ExpositionParser(ExpositionLimits.DEFAULT);
    Mutations mutations = new Mutations(3);
    Map<String, Integer> outcomes = new TreeMap<>();

    // when
    for (int i = 0; i < INPUTS; i++) {
      byte[] text = mutations.of(texts);
      try {
        parser.parse(text, i % 2 == 0, name -> true);
        outcomes.merge("read", 1, Integer::sum);
      } catch (MalformedExpositionException e) {
        assertThat(e.getMessage()).isNotBlank();
        outcomes.merge(e.reason(), 1, Integer::sum);
      }
    }

    // then
    assertThat(outcomes).containsKeys("read", "malformed", "truncated");
    assertThat(outcomes.values().stream().mapToInt(it -> it).sum()).isEqualTo(INPUTS);
  }

  private static void assault(
      IntakeFormat format, List<Map<String, String>> headers, List<byte[]> texts, long seed) {
    try (HandedIn in = HandedIn.open()) {
      in.picture.put(Objects.deployment("d1", 1, "4", Map.of()));
      Mutations mutations = new Mutations(seed);
      Map<Integer, Integer> answers = new TreeMap<>();
      for (int i = 0; i < INPUTS; i++) {
        byte[] body = mutations.of(texts);
        Answer answer = in.take(format, headers.get(i % headers.size()), body);
        assertThat(ANSWERS)
            .as("the answer to %s", new String(body, StandardCharsets.UTF_8))
            .contains(answer.status());
        answers.merge(answer.status(), 1, Integer::sum);
      }
      assertThat(answers).containsKeys(200, 400);
      assertThat(in.addsUp(format.origin())).isTrue();
      assertThat(requests(in)).isEqualTo(INPUTS);
      assertThat(in.events()).extracting(HealthEvent::getType).doesNotContain("tick");
    }
  }

  private static double requests(HandedIn in) {
    return in.metrics.registry().find(in.metrics.name("intake.requests")).counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
