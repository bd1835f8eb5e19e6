package io.reflexarc.detector.symptom.imagepull;

import io.reflexarc.detector.cluster.ContainerView;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.detector.symptom.Waiting;
import java.util.Set;

/** An image that cannot be pulled, whichever of its reasons the node shows just then. */
public final class ImagePullFailed extends Waiting {

  private static final Set<String> REASONS =
      Set.of(
          "ErrImagePull",
          "ImagePullBackOff",
          "ErrImageNeverPull",
          "InvalidImageName",
          "ImageInspectError",
          "RegistryUnavailable",
          "SignatureValidationFailed");

  /** Of every container. */
  public ImagePullFailed() {
    super(FactType.POD_IMAGE_PULL_FAILED, REASONS, ImagePullFailed::sentence);
  }

  private static String sentence(PodView pod, ContainerView container) {
    return "the image "
        + container.image()
        + " of container "
        + container.name()
        + " of pod "
        + pod.meta().name()
        + " cannot be pulled";
  }
}
