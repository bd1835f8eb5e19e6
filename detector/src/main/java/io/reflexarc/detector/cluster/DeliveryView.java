package io.reflexarc.detector.cluster;

import io.reflexarc.schemas.owner.DeliveryMark;

/**
 * What brings definitions into the cluster: an Argo CD Application, a Flux Kustomization or
 * HelmRelease.
 *
 * @param kind which of them
 * @param reconciles whether it brings its own changes by itself
 * @param reverts whether it undoes what others change in the cluster
 */
public record DeliveryView(Metadata meta, String kind, boolean reconciles, boolean reverts)
    implements ClusterObject {

  /** Of Argo CD. */
  public static final String APPLICATION = DeliveryMark.APPLICATION;

  /** Of Flux, for manifests. */
  public static final String KUSTOMIZATION = DeliveryMark.KUSTOMIZATION;

  /** Of Flux, for charts. */
  public static final String HELM_RELEASE = DeliveryMark.HELM_RELEASE;

  @Override
  public String path() {
    return path(kind, meta.namespace(), meta.name());
  }

  static String path(String kind, String namespace, String name) {
    return kind + ":" + namespace + "/" + name;
  }

  /** Whether it does the same, whatever else it says. */
  public boolean doesTheSame(DeliveryView other) {
    return reconciles == other.reconciles && reverts == other.reverts;
  }
}
