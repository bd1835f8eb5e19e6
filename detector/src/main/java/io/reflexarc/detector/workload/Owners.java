package io.reflexarc.detector.workload;

import io.reflexarc.detector.cluster.Metadata;
import io.reflexarc.schemas.avro.Owner;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who manages a workload's definition, by the marks that each delivery system leaves. */
final class Owners {

  private static final String NONE = "none";

  private Owners() {}

  static Owner of(Metadata workload) {
    Map<String, String> labels = workload.labels();
    Map<String, String> annotations = workload.annotations();
    if (workload.controller() != null) {
      return owner(
          "Operator",
          workload.controller().kind() + "/" + workload.controller().name());
    }
    String tracking = annotations.get("argocd.argoproj.io/tracking-id");
    if (tracking != null) {
      return owner("ArgoCD", beforeColon(tracking));
    }
    if (labels.containsKey("argocd.argoproj.io/instance")) {
      return owner("ArgoCD", labels.get("argocd.argoproj.io/instance"));
    }
    if (labels.containsKey("kustomize.toolkit.fluxcd.io/name")) {
      return owner("Flux", slashed(labels, "kustomize.toolkit.fluxcd.io"));
    }
    if (labels.containsKey("helm.toolkit.fluxcd.io/name")) {
      return owner("Flux", slashed(labels, "helm.toolkit.fluxcd.io"));
    }
    if (annotations.containsKey("meta.helm.sh/release-name")) {
      return owner(
          "Helm",
          annotations.getOrDefault("meta.helm.sh/release-namespace", workload.namespace())
              + "/"
              + annotations.get("meta.helm.sh/release-name"));
    }
    if ("Helm".equals(labels.get("app.kubernetes.io/managed-by"))) {
      return owner("Helm", labels.get("app.kubernetes.io/instance"));
    }
    return owner(NONE, null);
  }

  private static String slashed(Map<String, String> labels, String prefix) {
    return labels.getOrDefault(prefix + "/namespace", "") + "/" + labels.get(prefix + "/name");
  }

  private static String beforeColon(String tracking) {
    int colon = tracking.indexOf(':');
    return colon < 0 ? tracking : tracking.substring(0, colon);
  }

  private static Owner owner(String kind, @Nullable String reference) {
    return Owner.newBuilder().setKind(kind).setReference(reference).build();
  }
}
