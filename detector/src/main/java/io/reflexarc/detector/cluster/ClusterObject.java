package io.reflexarc.detector.cluster;

/** A view of one object of the cluster. */
public sealed interface ClusterObject
    permits PodView,
        DeploymentView,
        ReplicaSetView,
        NodeView,
        NamespaceView,
        RevisionedView,
        KeptTemplate,
        RolloutView,
        OwnerView,
        DeliveryView,
        JobView,
        AutoscalerView,
        BudgetView,
        EndpointsView,
        LeaseView,
        EventView {

  /** What every object has. */
  Metadata meta();

  /** Its name among those of its kind: {@code namespace/name}. */
  default String path() {
    return meta().namespace() + "/" + meta().name();
  }
}
