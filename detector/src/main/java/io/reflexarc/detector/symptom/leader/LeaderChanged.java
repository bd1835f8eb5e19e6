package io.reflexarc.detector.symptom.leader;

import io.reflexarc.detector.cluster.LeaseClaim;
import io.reflexarc.detector.cluster.LeaseView;
import io.reflexarc.detector.finding.About;
import io.reflexarc.detector.finding.Certainty;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.Symptom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lease that was taken: whoever holds it says thereby that it leads; if another held it before,
 * the leader changed. A lease that is given back or runs out says nothing.
 */
public final class LeaderChanged implements Symptom<LeaseClaim> {

  private static final String LEASE = "Lease";

  @Override
  public List<Finding> between(@Nullable LeaseClaim before, LeaseClaim after, Instant now) {
    LeaseView lease = after.lease();
    LeaseView former = before == null ? null : before.lease();
    if (lease.holder().isEmpty()
        || (former != null
            && former.holder().equals(lease.holder())
            && former.transitions() == lease.transitions())) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(finding(FactType.LEADER_CLAIMED, after, former, now));
    if (former == null ? lease.transitions() > 0 : !former.holder().isEmpty()) {
      findings.add(finding(FactType.LEADER_CHANGED, after, former, now));
    }
    return findings;
  }

  private static Finding finding(
      FactType type, LeaseClaim claim, @Nullable LeaseView former, Instant now) {
    LeaseView lease = claim.lease();
    Map<String, String> labels = new HashMap<>();
    labels.put("lease", lease.meta().name());
    labels.put("holder", lease.holder());
    String from = former == null || former.holder().isEmpty() ? null : former.holder();
    if (from != null) {
      labels.put("from", from);
    }
    return Finding.occurred(
            type,
            about(claim),
            List.of(lease.meta().uid(), Integer.toString(lease.transitions()), lease.holder()),
            lease.acquiredAt() == null ? now : lease.acquiredAt(),
            former == null ? Certainty.MISSED : Certainty.WITNESSED,
            null,
            type == FactType.LEADER_CLAIMED
                ? lease.holder() + " holds lease " + lease.meta().name()
                : "lease "
                    + lease.meta().name()
                    + " went"
                    + (from == null ? "" : " from " + from)
                    + " to "
                    + lease.holder())
        .with(labels);
  }

  private static About about(LeaseClaim claim) {
    return claim.pod() == null
        ? new About.OfObject(
            claim.lease().meta().namespace(), LEASE, claim.lease().meta().name(), null)
        : new About.OfPod(claim.pod(), null);
  }
}
