package io.reflexarc.detector.symptom.probesadvice;

import io.reflexarc.detector.attribution.VersionSources;
import io.reflexarc.detector.cluster.RevisionedView;
import io.reflexarc.detector.finding.About;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.Symptom;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Advice about the probes of a StatefulSet or DaemonSet. */
public final class RevisionedProbes implements Symptom<RevisionedView> {

  private final VersionSources versions;

  /** Names versions by these. */
  public RevisionedProbes(VersionSources versions) {
    this.versions = versions;
  }

  @Override
  public List<Finding> between(@Nullable RevisionedView before, RevisionedView after, Instant now) {
    return ProbesAdvice.between(
        before == null ? null : before.probes(),
        after.probes(),
        new About.OfObject(
            after.meta().namespace(), after.kind(), after.meta().name(), versions.of(after)),
        after.meta().uid(),
        after.kind().toLowerCase(Locale.ROOT) + " " + after.meta().name(),
        now);
  }
}
