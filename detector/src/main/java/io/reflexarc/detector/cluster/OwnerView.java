package io.reflexarc.detector.cluster;

/**
 * An owner of a kind that is not watched, as it was looked up: what counts is who owns it.
 *
 * @param meta with the uid that its dependents name; without a controller where none is known
 * @param apiVersion group and version
 * @param kind as its dependents name it
 */
public record OwnerView(Metadata meta, String apiVersion, String kind) implements ClusterObject {

  @Override
  public String path() {
    return meta.uid();
  }
}
