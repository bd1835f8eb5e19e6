package io.reflexarc.detector.symptom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.reflexarc.detector.attribution.VersionSources;
import io.reflexarc.detector.cluster.ContainerProbes;
import io.reflexarc.detector.cluster.ContainerProbes.Probe;
import io.reflexarc.detector.cluster.Objects;
import io.reflexarc.detector.cluster.RevisionedView;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.probesadvice.RevisionedProbes;
import io.reflexarc.schemas.avro.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TemplatesTest {

  private static final Instant NOW = Objects.START;
  private static final Probe LIVE = new Probe("http 8080 /livez", "/livez", 0, 30);
  private static final Probe READY = new Probe("http 8080 /readyz", "/readyz", 0, 10);
  private static final Probe STARTED = new Probe("http 8080 /startz", "/startz", 0, 300);

  @Test
  void shouldHaveNoAdviceWhenProbesAreWise() {
    assertThat(advice(LIVE, READY, STARTED)).isEmpty();
    assertThat(advice(LIVE, READY, null)).isEmpty();
  }

  @Test
  void shouldAdviseAReadinessProbeWhenThereIsNone() {
    assertThat(advice(LIVE, null, null)).containsExactly("no-readiness");
  }

  @Test
  void shouldAdviseWhenLivenessIsReadinessAndNoMorePatient() {
    Probe same = new Probe("http 8080 /healthz", "/healthz", 0, 10);

    assertThat(advice(same, same, null)).containsExactly("liveness-equals-readiness");
    assertThat(advice(new Probe(same.asks(), same.path(), 0, 60), same, null)).isEmpty();
  }

  @Test
  void shouldAdviseAStartupProbeWhenASlowStartIsWaitedFor() {
    Probe late = new Probe("http 8080 /livez", "/livez", 90, 30);

    assertThat(advice(late, READY, null)).containsExactly("no-startup");
    assertThat(advice(late, READY, STARTED)).isEmpty();
  }

  @Test
  void shouldAdviseWhenLivenessSeemsToAskForDependencies() {
    Probe deps = new Probe("http 8080 /health/db", "/health/db", 0, 30);

    assertThat(advice(deps, READY, null)).containsExactly("liveness-follows-dependency");
  }

  @Test
  void shouldEndAnAdviceWhenItIsTaken() {
    RevisionedView unwise = set(new ContainerProbes("main", true, LIVE, null, null));
    RevisionedView wise = set(new ContainerProbes("main", true, LIVE, READY, null));

    assertThat(new RevisionedProbes(VersionSources.DEFAULT).between(unwise, wise, NOW))
        .extracting(Finding::phase, it -> it.labels().get("rule"))
        .containsExactly(tuple(Phase.ENDED, "no-readiness"));
  }

  private static List<String> advice(
      @Nullable Probe liveness, @Nullable Probe readiness, @Nullable Probe startup) {
    return new RevisionedProbes(VersionSources.DEFAULT)
            .between(
                null, set(new ContainerProbes("main", true, liveness, readiness, startup)), NOW)
            .stream()
            .filter(it -> it.phase() == Phase.BEGAN)
            .map(it -> it.labels().get("rule"))
            .toList();
  }

  private static RevisionedView set(ContainerProbes probes) {
    return new RevisionedView(
        RevisionedView.STATEFUL_SET,
        Objects.meta("ledger", Map.of(), Map.of()),
        3,
        3,
        3,
        3,
        1,
        "a",
        "a",
        Objects.template("v1"),
        "t1",
        List.of(),
        false,
        false,
        RevisionedView.Strategy.ROLLING,
        List.of(probes));
  }
}
