package io.reflexarc.detector.watch;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.reflexarc.detector.cluster.TemplateView;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pod templates as views. */
final class TemplateReader {

  private TemplateReader() {}

  static TemplateView read(@Nullable PodTemplateSpec template) {
    List<Container> containers =
        template == null || template.getSpec() == null
            ? List.of()
            : template.getSpec().getContainers();
    return new TemplateView(
        MetadataReader.shared(
            template == null || template.getMetadata() == null
                ? null
                : template.getMetadata().getLabels(),
            label -> true),
        containers.stream().map(it -> MetadataReader.text(it.getImage())).toList(),
        memoryLimit(containers));
  }

  private static @Nullable Long memoryLimit(List<Container> containers) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Container container : containers) {
      Quantity limit =
          container.getResources() == null || container.getResources().getLimits() == null
              ? null
              : container.getResources().getLimits().get("memory");
      if (limit == null) {
        return null;
      }
      try {
        sum = sum.add(Quantity.getAmountInBytes(limit));
      } catch (IllegalArgumentException | ArithmeticException e) {
        return null;
      }
    }
    return containers.isEmpty() ? null : sum.longValue();
  }
}
