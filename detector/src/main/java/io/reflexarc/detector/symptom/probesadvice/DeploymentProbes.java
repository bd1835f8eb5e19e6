package io.reflexarc.detector.symptom.probesadvice;

import io.reflexarc.detector.cluster.DeploymentView;
import io.reflexarc.detector.cluster.WorkloadView;
import io.reflexarc.detector.finding.About;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.Symptom;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Advice about a Deployment's probes. */
public final class DeploymentProbes implements Symptom<WorkloadView> {

  @Override
  public List<Finding> between(@Nullable WorkloadView before, WorkloadView after, Instant now) {
    DeploymentView deployment = after.deployment();
    return ProbesAdvice.between(
        before == null ? null : before.deployment().probes(),
        deployment.probes(),
        new About.OfWorkload(deployment, null),
        deployment.meta().uid(),
        "deployment " + deployment.meta().name(),
        now);
  }
}
