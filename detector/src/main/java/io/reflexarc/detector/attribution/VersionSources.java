package io.reflexarc.detector.attribution;

import io.reflexarc.detector.cluster.ContainerView;
import io.reflexarc.detector.cluster.KeptTemplate;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.cluster.ReplicaSetView;
import io.reflexarc.detector.cluster.RevisionedView;
import io.reflexarc.detector.cluster.TemplateHash;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the name of what a pod runs is looked for; the first source that tells is taken. A label
 * without a value, and an image that is pinned by its digest alone, tell nothing.
 */
public final class VersionSources {

  /** The order where nothing else is asked for. */
  public static final List<String> DEFAULT_WORDS =
      List.of("label:app.kubernetes.io/version", "label:version", "image-tag", "template-hash");

  private static final String LABEL = "label:";
  private static final String IMAGE_TAG = "image-tag";
  private static final String TEMPLATE_HASH = "template-hash";
  private static final String NONE = "unknown";
  private static final String DIGEST = "@";
  private static final Pattern LABEL_NAME =
      Pattern.compile("([-a-zA-Z0-9.]{1,253}/)?[a-zA-Z0-9]([-a-zA-Z0-9_.]{0,61}[a-zA-Z0-9])?");

  /** The sources in that order. */
  public static final VersionSources DEFAULT = parse(DEFAULT_WORDS);

  private final List<Source> sources;

  private VersionSources(List<Source> sources) {
    this.sources = List.copyOf(sources);
  }

  /** One place to look. */
  private interface Source {
    /** Empty when it does not tell. */
    String look(Map<String, String> labels, List<String> images, String hash);
  }

  /**
   * Reads {@code label:NAME}, {@code image-tag} and {@code template-hash}, in the order in which
   * they are to be asked.
   *
   * @throws IllegalArgumentException naming the word that is wrong and what to write
   */
  public static VersionSources parse(List<String> words) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException("is empty, write at least template-hash");
    }
    Set<String> known = new HashSet<>();
    for (String word : words) {
      if (!known.add(word)) {
        throw new IllegalArgumentException("has '" + word + "' twice, leave one out");
      }
    }
    return new VersionSources(words.stream().map(VersionSources::source).toList());
  }

  /** Of a pod. */
  public String of(PodView pod) {
    Map<String, String> labels = pod.meta().labels();
    return of(
        labels,
        pod.containers().stream().map(ContainerView::image).toList(),
        TemplateHash.of(labels));
  }

  /** Of a ReplicaSet's template: the same as of its pods. */
  public String of(ReplicaSetView set) {
    return of(set.templateLabels(), set.images(), set.templateHash());
  }

  /**
   * Of the current template of a StatefulSet or DaemonSet: the same as of its pods, but that a
   * DaemonSet does not tell the hash of its template.
   */
  public String of(RevisionedView set) {
    return of(
        set.template().labels(),
        set.template().images(),
        set.kind().equals(RevisionedView.STATEFUL_SET) ? set.revision() : "");
  }

  /** Of a template that a StatefulSet or DaemonSet keeps: the same as of its pods. */
  public String of(KeptTemplate kept) {
    return of(kept.template().labels(), kept.template().images(), kept.hash());
  }

  private String of(Map<String, String> labels, List<String> images, String hash) {
    return sources.stream()
        .map(source -> source.look(labels, images, hash))
        .filter(found -> !found.isBlank())
        .findFirst()
        .orElse(NONE);
  }

  private static Source source(String word) {
    if (word.equals(IMAGE_TAG)) {
      return (labels, images, hash) -> images.isEmpty() ? "" : tagOf(images.get(0));
    }
    if (word.equals(TEMPLATE_HASH)) {
      return (labels, images, hash) -> hash;
    }
    String label = word.startsWith(LABEL) ? word.substring(LABEL.length()) : "";
    if (!LABEL_NAME.matcher(label).matches()) {
      throw new IllegalArgumentException(
          "has '" + word + "', write label:NAME, image-tag or template-hash");
    }
    return (labels, images, hash) -> labels.getOrDefault(label, "");
  }

  /** The tag of an image reference, empty when it has none; a digest is no tag. */
  static String tagOf(String image) {
    int digest = image.indexOf(DIGEST);
    String named = digest < 0 ? image : image.substring(0, digest);
    int colon = named.lastIndexOf(':');
    return colon > named.lastIndexOf('/') ? named.substring(colon + 1) : "";
  }
}
