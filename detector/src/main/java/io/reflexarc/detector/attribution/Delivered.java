package io.reflexarc.detector.attribution;

import io.reflexarc.detector.cluster.DeliveryView;
import io.reflexarc.detector.cluster.Metadata;
import io.reflexarc.detector.cluster.Picture;
import io.reflexarc.schemas.owner.DeliveryMark;
import java.util.Optional;

/**
 * That an object was brought by a delivery system.
 *
 * @param mark by which it is known
 */
public record Delivered(DeliveryMark mark) {

  /** By the mark on an object; of several the one nearest to who decides. */
  public static Optional<Delivered> of(Metadata object) {
    return DeliveryMark.all(object.labels(), object.annotations(), object.namespace()).stream()
        .findFirst()
        .map(Delivered::new);
  }

  /**
   * The object that stands for it. A mark of Argo CD need not tell the namespace: then it is the
   * one where Argo CD lives by default, or the only one of that name.
   */
  public Optional<DeliveryView> in(Picture picture) {
    if (mark.kind().isEmpty()) {
      return Optional.empty();
    }
    if (!mark.namespace().isEmpty()) {
      return picture.around().delivery(mark.kind(), mark.namespace(), mark.name());
    }
    return picture
        .around()
        .delivery(mark.kind(), DeliveryMark.ARGO_CD_HOME, mark.name())
        .or(
            () ->
                Optional.of(
                        picture.around().all(DeliveryView.class).stream()
                            .filter(this::isBy)
                            .limit(2)
                            .toList())
                    .filter(found -> found.size() == 1)
                    .map(found -> found.get(0)));
  }

  /** Whether it may have been brought by that one. */
  public boolean isBy(DeliveryView delivery) {
    return mark.kind().equals(delivery.kind())
        && mark.name().equals(delivery.meta().name())
        && (mark.namespace().isEmpty() || mark.namespace().equals(delivery.meta().namespace()));
  }
}
