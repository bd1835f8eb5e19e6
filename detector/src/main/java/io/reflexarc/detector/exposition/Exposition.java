package io.reflexarc.detector.exposition;

import io.reflexarc.schemas.avro.Sample;
import java.util.List;

/**
 * What a pod exposed of what was asked for.
 *
 * @param samples the samples, in order of appearance
 * @param duplicates samples of a series that was there already; left out
 * @param notNumbers samples that are NaN or infinite, or a negative counter; left out
 */
public record Exposition(List<Sample> samples, int duplicates, int notNumbers) {

  public Exposition {
    samples = List.copyOf(samples);
  }
}
