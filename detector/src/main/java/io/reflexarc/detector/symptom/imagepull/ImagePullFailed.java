package io.reflexarc.detector.symptom.imagepull;

import io.reflexarc.detector.cluster.ContainerView;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.Symptom;
import io.reflexarc.detector.symptom.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An image that cannot be pulled, whichever of its reasons the node shows just then. */
public final class ImagePullFailed implements Symptom<PodView> {

  private static final Set<String> REASONS =
      Set.of(
          "ErrImagePull",
          "ImagePullBackOff",
          "ErrImageNeverPull",
          "InvalidImageName",
          "ImageInspectError",
          "RegistryUnavailable",
          "SignatureValidationFailed");

  private final Waiting waiting =
      new Waiting(FactType.POD_IMAGE_PULL_FAILED, REASONS, ImagePullFailed::sentence);

  @Override
  public List<Finding> between(@Nullable PodView before, PodView after, Instant now) {
    return waiting.between(before, after, now);
  }

  @Override
  public List<Finding> meanwhile(PodView current, Instant now) {
    return waiting.meanwhile(current, now);
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
