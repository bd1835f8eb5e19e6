package io.reflexarc.detector.watch;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.reflexarc.detector.cluster.ContainerProbes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The probes of a template's containers. */
final class ProbesReader {

  private static final int MAX_CONTAINERS = 64;
  private static final int MAX_TEXT = 256;
  private static final int PERIOD_BY_DEFAULT = 10;
  private static final int THRESHOLD_BY_DEFAULT = 3;

  private ProbesReader() {}

  static List<ContainerProbes> read(@Nullable PodTemplateSpec template) {
    if (template == null || template.getSpec() == null) {
      return List.of();
    }
    return template.getSpec().getContainers().stream()
        .limit(MAX_CONTAINERS)
        .map(ProbesReader::read)
        .toList();
  }

  private static ContainerProbes read(Container container) {
    return new ContainerProbes(
        MetadataReader.text(container.getName()),
        !container.getPorts().isEmpty(),
        read(container.getLivenessProbe()),
        read(container.getReadinessProbe()),
        read(container.getStartupProbe()));
  }

  private static ContainerProbes.@Nullable Probe read(@Nullable Probe probe) {
    if (probe == null) {
      return null;
    }
    long period = orElse(probe.getPeriodSeconds(), PERIOD_BY_DEFAULT);
    long threshold = orElse(probe.getFailureThreshold(), THRESHOLD_BY_DEFAULT);
    return new ContainerProbes.Probe(
        shortened(asks(probe)),
        probe.getHttpGet() == null
            ? ""
            : shortened(MetadataReader.text(probe.getHttpGet().getPath())),
        MetadataReader.number(probe.getInitialDelaySeconds()),
        (int) Math.min(Integer.MAX_VALUE, period * threshold));
  }

  private static String asks(Probe probe) {
    if (probe.getHttpGet() != null) {
      return "http " + probe.getHttpGet().getPort() + " " + probe.getHttpGet().getPath();
    }
    if (probe.getTcpSocket() != null) {
      return "tcp " + probe.getTcpSocket().getPort();
    }
    if (probe.getGrpc() != null) {
      return "grpc " + probe.getGrpc().getPort() + " " + probe.getGrpc().getService();
    }
    return probe.getExec() == null ? "nothing" : "exec " + probe.getExec().getCommand();
  }

  private static int orElse(@Nullable Integer value, int byDefault) {
    return value == null ? byDefault : value;
  }

  private static String shortened(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }
}
