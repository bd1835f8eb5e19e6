package io.reflexarc.detector.workload;

import io.reflexarc.detector.attribution.Delivered;
import io.reflexarc.detector.attribution.Lineage;
import io.reflexarc.detector.cluster.DeliveryView;
import io.reflexarc.detector.cluster.Metadata;
import io.reflexarc.detector.cluster.Picture;
import io.reflexarc.schemas.avro.Owner;
import java.util.Optional;

/**
 * Who manages a workload's definition: the object that made it, or the delivery system that left
 * its mark on it.
 */
final class Owners {

  private static final String OPERATOR = "Operator";
  private static final String NONE = "none";

  private final Picture picture;
  private final Lineage lineage;

  Owners(Picture picture, Lineage lineage) {
    this.picture = picture;
    this.lineage = lineage;
  }

  Owner of(Metadata workload) {
    Metadata.ControllerRef controller = workload.controller();
    if (controller != null) {
      return Owner.newBuilder()
          .setKind(OPERATOR)
          .setReference(lineage.above(workload.namespace(), controller).reference())
          .build();
    }
    return Delivered.of(workload)
        .map(this::of)
        .orElseGet(() -> Owner.newBuilder().setKind(NONE).build());
  }

  private Owner of(Delivered delivered) {
    Optional<DeliveryView> delivery = delivered.in(picture);
    return Owner.newBuilder()
        .setKind(delivered.mark().system())
        .setReference(
            delivery
                .map(it -> it.meta().namespace() + "/" + it.meta().name())
                .orElseGet(delivered.mark()::reference))
        .setReconciles(delivery.map(DeliveryView::reconciles).orElse(null))
        .setReverts(delivery.map(DeliveryView::reverts).orElse(null))
        .build();
  }
}
