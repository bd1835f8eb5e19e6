package io.reflexarc.detector.cluster;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a workload makes its pods from.
 *
 * @param labels the labels of its pods
 * @param images its containers' images, in order
 * @param memoryLimitBytes sum of its containers' memory limits; null when one has none
 */
public record TemplateView(
    Map<String, String> labels, List<String> images, @Nullable Long memoryLimitBytes) {

  public TemplateView {
    labels = Map.copyOf(labels);
    images = List.copyOf(images);
  }
}
