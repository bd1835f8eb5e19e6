package io.reflexarc.decider.golden;

import io.reflexarc.decider.golden.Story.Metric;
import io.reflexarc.decider.golden.Story.Phase;
import io.reflexarc.decider.golden.Story.Pods;
import io.reflexarc.schemas.avro.MetricKind;
import io.reflexarc.schemas.avro.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The metrics that a story gives its pods besides those that every pod has. */
final class Meters {

  private final Map<String, double[]> values = new HashMap<>();

  /** One more second of a pod's life. */
  void second(Pods pods, String pod, long offset, long actionOffset) {
    double[] its = values.computeIfAbsent(pod, name -> new double[pods.metrics().size()]);
    for (int i = 0; i < its.length; i++) {
      Metric metric = pods.metrics().get(i);
      double now = Phase.now(metric.amounts(), offset, actionOffset);
      its[i] = metric.counter() ? its[i] + now : now;
    }
  }

  /** What they show; a counter shows whole events. */
  List<Sample> samples(Pods pods, String pod) {
    List<Sample> samples = new ArrayList<>();
    double[] its = values.getOrDefault(pod, new double[0]);
    for (int i = 0; i < its.length; i++) {
      Metric metric = pods.metrics().get(i);
      samples.add(
          Sample.newBuilder()
              .setName(metric.name())
              .setLabels(metric.labels())
              .setKind(metric.counter() ? MetricKind.COUNTER : MetricKind.GAUGE)
              .setValue(metric.counter() ? Math.floor(its[i] + 1e-6) : its[i])
              .build());
    }
    return samples;
  }
}
