package io.reflexarc.detector.watch;

import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.autoscaling.v2.CrossVersionObjectReference;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerStatus;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetStatus;
import io.reflexarc.detector.cluster.AutoscalerView;
import io.reflexarc.detector.cluster.BudgetView;
import io.reflexarc.detector.cluster.EndpointsView;
import io.reflexarc.detector.cluster.JobView;
import io.reflexarc.detector.cluster.LabelSelector;
import io.reflexarc.detector.cluster.LeaseView;
import io.reflexarc.detector.cluster.Metadata;
import io.reflexarc.schemas.policy.LabelExpression;
import io.reflexarc.schemas.policy.LabelExpression.Operator;
import io.reflexarc.schemas.policy.Word;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands beside workloads, as views. */
final class SurroundingsReader {

  /** Where nodes keep their heartbeats. */
  static final String NODE_LEASES = "kube-node-lease";

  private static final String SERVICE = "kubernetes.io/service-name";
  private static final String CHANGED = "endpoints.kubernetes.io/last-change-trigger-time";
  private static final int MAX_RULES = 64;

  private SurroundingsReader() {}

  static JobView read(Job job) {
    return new JobView(MetadataReader.read(job.getMetadata(), label -> false));
  }

  /** One that does not say what it scales says nothing. */
  static @Nullable AutoscalerView read(HorizontalPodAutoscaler autoscaler) {
    CrossVersionObjectReference target =
        autoscaler.getSpec() == null || autoscaler.getSpec().getScaleTargetRef() == null
            ? new CrossVersionObjectReference()
            : autoscaler.getSpec().getScaleTargetRef();
    String kind = MetadataReader.text(target.getKind());
    String name = MetadataReader.text(target.getName());
    if (!MetadataReader.isNamed("", kind, name)) {
      return null;
    }
    HorizontalPodAutoscalerStatus status =
        autoscaler.getStatus() == null
            ? new HorizontalPodAutoscalerStatus()
            : autoscaler.getStatus();
    return new AutoscalerView(
        MetadataReader.read(autoscaler.getMetadata(), label -> false),
        kind,
        name,
        autoscaler.getSpec() == null || autoscaler.getSpec().getMinReplicas() == null
            ? 1
            : autoscaler.getSpec().getMinReplicas(),
        autoscaler.getSpec() == null
            ? 0
            : MetadataReader.number(autoscaler.getSpec().getMaxReplicas()),
        MetadataReader.number(status.getCurrentReplicas()),
        MetadataReader.number(status.getDesiredReplicas()),
        saturatedSince(status),
        status.getConditions().stream()
            .noneMatch(
                it -> "ScalingActive".equals(it.getType()) && "False".equals(it.getStatus())));
  }

  static BudgetView read(PodDisruptionBudget budget) {
    Metadata meta = MetadataReader.read(budget.getMetadata(), label -> false);
    PodDisruptionBudgetStatus status =
        budget.getStatus() == null ? new PodDisruptionBudgetStatus() : budget.getStatus();
    return new BudgetView(
        meta,
        selector(budget.getSpec() == null ? null : budget.getSpec().getSelector()),
        MetadataReader.number(status.getDisruptionsAllowed()),
        status.getConditions().stream()
            .filter(it -> "DisruptionAllowed".equals(it.getType()))
            .findFirst()
            .map(it -> MetadataReader.orEpoch(MetadataReader.time(it.getLastTransitionTime())))
            .orElse(Instant.EPOCH),
        status.getObservedGeneration() != null
            && status.getObservedGeneration() >= meta.generation());
  }

  static EndpointsView read(EndpointSlice slice) {
    Map<String, String> labels =
        MetadataReader.kept(slice.getMetadata().getLabels(), SERVICE::equals);
    Map<String, String> annotations =
        MetadataReader.kept(slice.getMetadata().getAnnotations(), CHANGED::equals);
    return new EndpointsView(
        MetadataReader.read(slice.getMetadata(), label -> false),
        labels.getOrDefault(SERVICE, ""),
        slice.getEndpoints().size(),
        (int)
            slice.getEndpoints().stream()
                .filter(
                    it ->
                        it.getConditions() == null
                            || !Boolean.FALSE.equals(it.getConditions().getReady()))
                .count(),
        MetadataReader.time(annotations.get(CHANGED)));
  }

  /** A lease of a node is its heartbeat and elects nobody. */
  static @Nullable LeaseView read(Lease lease) {
    if (NODE_LEASES.equals(lease.getMetadata().getNamespace())) {
      return null;
    }
    LeaseSpec spec = lease.getSpec() == null ? new LeaseSpec() : lease.getSpec();
    return new LeaseView(
        MetadataReader.read(lease.getMetadata(), label -> false),
        MetadataReader.text(spec.getHolderIdentity()),
        MetadataReader.number(spec.getLeaseTransitions()),
        spec.getAcquireTime() == null ? null : spec.getAcquireTime().toInstant());
  }

  private static @Nullable Instant saturatedSince(HorizontalPodAutoscalerStatus status) {
    return status.getConditions().stream()
        .filter(it -> "ScalingLimited".equals(it.getType()))
        .filter(it -> "True".equals(it.getStatus()))
        .filter(it -> "TooManyReplicas".equals(it.getReason()))
        .findFirst()
        .map(it -> MetadataReader.orEpoch(MetadataReader.time(it.getLastTransitionTime())))
        .orElse(null);
  }

  private static LabelSelector selector(
      io.fabric8.kubernetes.api.model.@Nullable LabelSelector selector) {
    if (selector == null) {
      return LabelSelector.NOTHING;
    }
    List<LabelExpression> rules = new ArrayList<>();
    if (selector.getMatchLabels() != null) {
      selector
          .getMatchLabels()
          .forEach((key, value) -> rules.add(new LabelExpression(key, Operator.IN, Set.of(value))));
    }
    for (LabelSelectorRequirement it : selector.getMatchExpressions()) {
      Optional<LabelExpression> rule = rule(it);
      if (rule.isEmpty()) {
        return LabelSelector.NOTHING;
      }
      rules.add(rule.get());
    }
    return rules.size() > MAX_RULES ? LabelSelector.NOTHING : new LabelSelector(true, rules);
  }

  private static Optional<LabelExpression> rule(LabelSelectorRequirement written) {
    Optional<Operator> operator =
        Word.find(Operator.class, MetadataReader.text(written.getOperator()));
    Set<String> values = new LinkedHashSet<>(written.getValues());
    return operator
        .filter(it -> it.takesValues() != values.isEmpty())
        .map(it -> new LabelExpression(MetadataReader.text(written.getKey()), it, values));
  }
}
