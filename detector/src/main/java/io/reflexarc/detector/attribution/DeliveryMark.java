package io.reflexarc.detector.attribution;

import io.reflexarc.detector.cluster.DeliveryView;
import io.reflexarc.detector.cluster.Metadata;
import io.reflexarc.detector.cluster.Picture;
import java.util.Map;
import java.util.Optional;

/**
 * The mark that a delivery system leaves on what it brings into the cluster.
 *
 * @param system {@code ArgoCD}, {@code Flux} or {@code Helm}
 * @param kind of the object that stands for it; empty where there is none
 * @param namespace of that object, or of the release; empty where the mark does not tell
 * @param name of that object, or of the release
 */
public record DeliveryMark(String system, String kind, String namespace, String name) {

  private static final String ARGO_CD = "ArgoCD";
  private static final String FLUX = "Flux";
  private static final String HELM = "Helm";
  private static final String ARGO_CD_HOME = "argocd";
  private static final String ARGO_CD_INSTANCE = "argocd.argoproj.io/instance";
  private static final Map<String, String> FLUX_PREFIXES =
      Map.of(
          DeliveryView.KUSTOMIZATION, "kustomize.toolkit.fluxcd.io",
          DeliveryView.HELM_RELEASE, "helm.toolkit.fluxcd.io");

  /** The mark on an object; of several the one nearest to who decides. */
  public static Optional<DeliveryMark> of(Metadata object) {
    return argoCd(object)
        .or(() -> flux(object, DeliveryView.KUSTOMIZATION))
        .or(() -> flux(object, DeliveryView.HELM_RELEASE))
        .or(() -> helm(object));
  }

  /**
   * The object that stands for it. A mark of Argo CD need not tell the namespace: then it is the
   * one where Argo CD lives by default, or the only one of that name.
   */
  public Optional<DeliveryView> in(Picture picture) {
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    if (!namespace.isEmpty()) {
      return picture.around().delivery(kind, namespace, name);
    }
    return picture
        .around()
        .delivery(kind, ARGO_CD_HOME, name)
        .or(
            () ->
                Optional.of(
                        picture.around().all(DeliveryView.class).stream()
                            .filter(this::isOf)
                            .limit(2)
                            .toList())
                    .filter(found -> found.size() == 1)
                    .map(found -> found.get(0)));
  }

  /** Whether it may be the mark of that object. */
  public boolean isOf(DeliveryView delivery) {
    return kind.equals(delivery.kind())
        && name.equals(delivery.meta().name())
        && (namespace.isEmpty() || namespace.equals(delivery.meta().namespace()));
  }

  /** {@code namespace/name}, or the name alone where the namespace is not known. */
  public String reference() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }

  /** {@code app:group/Kind:namespace/name}, where app may be {@code namespace_name}. */
  private static Optional<DeliveryMark> argoCd(Metadata object) {
    String tracking = object.annotation("argocd.argoproj.io/tracking-id");
    String app =
        tracking == null
            ? object.labels().getOrDefault(ARGO_CD_INSTANCE, "")
            : tracking.split(":", 2)[0];
    if (app.isEmpty()) {
      return Optional.empty();
    }
    int split = app.indexOf('_');
    return Optional.of(
        new DeliveryMark(
            ARGO_CD,
            DeliveryView.APPLICATION,
            split < 0 ? "" : app.substring(0, split),
            app.substring(split + 1)));
  }

  private static Optional<DeliveryMark> flux(Metadata object, String kind) {
    String prefix = FLUX_PREFIXES.getOrDefault(kind, "");
    String name = object.labels().get(prefix + "/name");
    return name == null
        ? Optional.empty()
        : Optional.of(
            new DeliveryMark(
                FLUX,
                kind,
                object.labels().getOrDefault(prefix + "/namespace", object.namespace()),
                name));
  }

  private static Optional<DeliveryMark> helm(Metadata object) {
    String release = object.annotation("meta.helm.sh/release-name");
    if (release != null) {
      String namespace = object.annotation("meta.helm.sh/release-namespace");
      return Optional.of(
          new DeliveryMark(HELM, "", namespace == null ? object.namespace() : namespace, release));
    }
    String instance = object.labels().get("app.kubernetes.io/instance");
    return "Helm".equals(object.labels().get("app.kubernetes.io/managed-by")) && instance != null
        ? Optional.of(new DeliveryMark(HELM, "", "", instance))
        : Optional.empty();
  }
}
