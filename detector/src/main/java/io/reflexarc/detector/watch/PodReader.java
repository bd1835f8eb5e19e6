package io.reflexarc.detector.watch;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.reflexarc.detector.cluster.ContainerView;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.cluster.Readiness;
import io.reflexarc.detector.cluster.Termination;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pods as views. */
final class PodReader {

  private static final String READY = "Ready";
  private static final int MAX_PORTS = 100;
  private static final SharedMaps<Integer> PORTS = new SharedMaps<>();

  private PodReader() {}

  static PodView read(Pod pod) {
    PodStatus status = pod.getStatus() == null ? new PodStatus() : pod.getStatus();
    return new PodView(
        MetadataReader.read(pod.getMetadata(), label -> true),
        pod.getSpec() == null ? null : MetadataReader.orNull(pod.getSpec().getNodeName()),
        MetadataReader.orNull(status.getPodIP()),
        MetadataReader.text(status.getPhase()),
        MetadataReader.time(status.getStartTime()),
        readiness(status.getConditions()),
        containers(pod, status),
        FateReader.read(pod, status),
        PORTS.shared(ports(pod)));
  }

  private static Map<String, Integer> ports(Pod pod) {
    Map<String, Integer> ports = new HashMap<>();
    List<Container> specs = pod.getSpec() == null ? List.of() : pod.getSpec().getContainers();
    for (Container spec : specs) {
      for (ContainerPort port : spec.getPorts()) {
        String name = MetadataReader.text(port.getName());
        if (!name.isEmpty() && port.getContainerPort() != null && ports.size() < MAX_PORTS) {
          ports.putIfAbsent(name, port.getContainerPort());
        }
      }
    }
    return ports;
  }

  private static @Nullable Readiness readiness(List<PodCondition> conditions) {
    return conditions.stream()
        .filter(it -> READY.equals(it.getType()))
        .findFirst()
        .map(
            it ->
                new Readiness(
                    "True".equals(it.getStatus()),
                    MetadataReader.text(it.getStatus()),
                    MetadataReader.orEpoch(MetadataReader.time(it.getLastTransitionTime())),
                    MetadataReader.orNull(it.getReason()),
                    MetadataReader.orNull(it.getMessage())))
        .orElse(null);
  }

  private static List<ContainerView> containers(Pod pod, PodStatus status) {
    List<Container> specs = pod.getSpec() == null ? List.of() : pod.getSpec().getContainers();
    Map<String, ContainerStatus> byName =
        status.getContainerStatuses().stream()
            .collect(
                Collectors.toMap(
                    ContainerStatus::getName, Function.identity(), (first, second) -> first));
    List<ContainerView> views = new ArrayList<>();
    for (Container spec : specs) {
      views.add(
          view(
              MetadataReader.text(spec.getName()),
              MetadataReader.text(spec.getImage()),
              spec.getStartupProbe() != null,
              byName.get(spec.getName())));
    }
    Set<String> main = specs.stream().map(Container::getName).collect(Collectors.toSet());
    for (ContainerStatus init : status.getInitContainerStatuses()) {
      if (!main.contains(init.getName())) {
        views.add(
            view(
                MetadataReader.text(init.getName()),
                MetadataReader.text(init.getImage()),
                false,
                init));
      }
    }
    return views;
  }

  private static ContainerView view(
      String name, String image, boolean startupProbe, @Nullable ContainerStatus status) {
    if (status == null) {
      return new ContainerView(name, image, startupProbe, 0, null, null, List.of());
    }
    ContainerState state = status.getState();
    Instant running =
        state == null || state.getRunning() == null
            ? null
            : MetadataReader.time(state.getRunning().getStartedAt());
    String waiting =
        state == null || state.getWaiting() == null
            ? null
            : MetadataReader.orNull(state.getWaiting().getReason());
    return new ContainerView(
        name,
        image,
        startupProbe,
        MetadataReader.number(status.getRestartCount()),
        running,
        waiting,
        terminations(status));
  }

  private static List<Termination> terminations(ContainerStatus status) {
    return Stream.of(status.getState(), status.getLastState())
        .filter(Objects::nonNull)
        .map(ContainerState::getTerminated)
        .filter(Objects::nonNull)
        .map(PodReader::termination)
        .toList();
  }

  private static Termination termination(ContainerStateTerminated end) {
    return new Termination(
        end.getContainerID() == null
            ? "finished-" + MetadataReader.text(end.getFinishedAt())
            : MetadataReader.text(end.getContainerID()),
        MetadataReader.text(end.getReason()),
        MetadataReader.number(end.getExitCode()),
        MetadataReader.orEpoch(MetadataReader.time(end.getFinishedAt())));
  }
}
