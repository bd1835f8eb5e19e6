package io.reflexarc.detector.symptom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.reflexarc.detector.cluster.ContainerView;
import io.reflexarc.detector.cluster.Objects;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.cluster.Termination;
import io.reflexarc.detector.finding.Certainty;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.configerror.ConfigError;
import io.reflexarc.detector.symptom.crashed.PodCrashed;
import io.reflexarc.detector.symptom.imagepull.ImagePullFailed;
import io.reflexarc.detector.symptom.restarts.RestartedOften;
import io.reflexarc.schemas.avro.Phase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContainersTest {

  private static final Instant NOW = Objects.START;

  @Test
  void shouldBeOneConfigErrorWhenItsReasonsAlternate() {
    PodView creating = with(Objects.container("ContainerCreating"));
    PodView failing = with(Objects.container("CreateContainerConfigError"));
    PodView still = with(Objects.container("CreateContainerError"));
    PodView running = with(Objects.container(null));
    ConfigError symptom = new ConfigError();

    assertThat(symptom.between(creating, failing, NOW))
        .extracting(Finding::phase, Finding::reason)
        .containsExactly(tuple(Phase.BEGAN, "CreateContainerConfigError"));
    assertThat(symptom.between(failing, still, NOW)).isEmpty();
    assertThat(symptom.between(still, running, NOW))
        .extracting(Finding::phase)
        .containsExactly(Phase.ENDED);
  }

  @Test
  void shouldStandWhenAnImageIsFoundMissingAtAFirstLook() {
    PodView failing = with(Objects.container("ImagePullBackOff"));

    assertThat(new ImagePullFailed().between(null, failing, NOW))
        .extracting(Finding::certainty)
        .containsExactly(Certainty.STANDING);
  }

  @Test
  void shouldSayItAtGrowingNumbersWhenAContainerRestartsForEver() {
    RestartedOften symptom = new RestartedOften();

    assertThat(symptom.between(restarted(3), restarted(4), NOW)).isEmpty();
    assertThat(symptom.between(restarted(4), restarted(5), NOW)).hasSize(1);
    assertThat(symptom.between(restarted(5), restarted(9), NOW)).isEmpty();
    assertThat(symptom.between(restarted(4), restarted(21), NOW)).hasSize(3);
    assertThat(symptom.between(null, restarted(12), NOW))
        .extracting(Finding::certainty)
        .containsExactly(Certainty.MISSED, Certainty.TRACE);
  }

  @Test
  void shouldNotBeACrashWhenAContainerEndsWellOrForWantOfMemory() {
    Termination well = new Termination("c1", "Completed", 0, NOW);
    Termination memory = new Termination("c2", "OOMKilled", 137, NOW);
    Termination badly = new Termination("c3", "Error", 1, NOW);

    assertThat(
            new PodCrashed()
                .between(
                    with(Objects.container(null)),
                    with(Objects.container(null, well, memory, badly)),
                    NOW))
        .extracting(it -> it.labels().get("containerId"))
        .containsExactly("c3");
  }

  private static PodView restarted(int times) {
    return with(new ContainerView("main", "image:v1", true, times, NOW, null, List.of()));
  }

  private static PodView with(ContainerView container) {
    PodView pod = Objects.pod("p", "checkout-abc", "v1", true);
    return new PodView(
        pod.meta(),
        pod.node(),
        pod.ip(),
        pod.phase(),
        pod.startedAt(),
        pod.readiness(),
        List.of(container));
  }
}
