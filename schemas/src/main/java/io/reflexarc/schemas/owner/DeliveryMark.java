package io.reflexarc.schemas.owner;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The mark that a delivery system leaves on what it brings into the cluster.
 *
 * @param system {@link #ARGO_CD}, {@link #FLUX} or {@link #HELM}
 * @param kind of the object that stands for it; empty where there is none
 * @param namespace of that object, or of the release; empty where the mark does not tell
 * @param name of that object, or of the release
 */
public record DeliveryMark(String system, String kind, String namespace, String name) {

  public static final String ARGO_CD = "ArgoCD";
  public static final String FLUX = "Flux";
  public static final String HELM = "Helm";

  /** Of Argo CD. */
  public static final String APPLICATION = "Application";

  /** Of Flux, for manifests. */
  public static final String KUSTOMIZATION = "Kustomization";

  /** Of Flux, for charts. */
  public static final String HELM_RELEASE = "HelmRelease";

  /** Where Argo CD lives by default. */
  public static final String ARGO_CD_HOME = "argocd";

  private static final String ARGO_CD_TRACKING = "argocd.argoproj.io/tracking-id";
  private static final String ARGO_CD_INSTANCE = "argocd.argoproj.io/instance";
  private static final String INSTANCE = "app.kubernetes.io/instance";

  /**
   * All marks on an object, the one nearest to who decides first.
   *
   * @param namespace the object's own
   */
  public static List<DeliveryMark> all(
      Map<String, String> labels, Map<String, String> annotations, String namespace) {
    return Stream.of(
            argoCd(labels, annotations),
            flux(labels, namespace, KUSTOMIZATION, "kustomize.toolkit.fluxcd.io"),
            flux(labels, namespace, HELM_RELEASE, "helm.toolkit.fluxcd.io"),
            helm(labels, annotations, namespace))
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * That of Argo CD where it tracks by the label that all of Kubernetes uses: other signs must say
   * that it is Argo CD.
   */
  public static Optional<DeliveryMark> argoCdByInstance(Map<String, String> labels) {
    return Optional.ofNullable(labels.get(INSTANCE)).map(DeliveryMark::application);
  }

  /** {@code namespace/name}, or the name alone where the namespace is not known. */
  public String reference() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }

  /** {@code app:group/Kind:namespace/name}, where app may be {@code namespace_name}. */
  private static Optional<DeliveryMark> argoCd(
      Map<String, String> labels, Map<String, String> annotations) {
    return Optional.ofNullable(annotations.get(ARGO_CD_TRACKING))
        .map(tracking -> tracking.split(":", 2)[0])
        .or(() -> Optional.ofNullable(labels.get(ARGO_CD_INSTANCE)))
        .filter(application -> !application.isEmpty())
        .map(DeliveryMark::application);
  }

  private static DeliveryMark application(String reference) {
    int split = reference.indexOf('_');
    return new DeliveryMark(
        ARGO_CD,
        APPLICATION,
        split < 0 ? "" : reference.substring(0, split),
        reference.substring(split + 1));
  }

  private static Optional<DeliveryMark> flux(
      Map<String, String> labels, String namespace, String kind, String prefix) {
    return Optional.ofNullable(labels.get(prefix + "/name"))
        .map(
            name ->
                new DeliveryMark(
                    FLUX, kind, labels.getOrDefault(prefix + "/namespace", namespace), name));
  }

  private static Optional<DeliveryMark> helm(
      Map<String, String> labels, Map<String, String> annotations, String namespace) {
    String release = annotations.get("meta.helm.sh/release-name");
    if (release != null) {
      return Optional.of(
          new DeliveryMark(
              HELM,
              "",
              annotations.getOrDefault("meta.helm.sh/release-namespace", namespace),
              release));
    }
    return "Helm".equals(labels.get("app.kubernetes.io/managed-by"))
        ? Optional.ofNullable(labels.get(INSTANCE))
            .map(instance -> new DeliveryMark(HELM, "", "", instance))
        : Optional.empty();
  }
}
