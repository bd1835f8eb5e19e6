package io.reflexarc.decider.indicator;

import io.reflexarc.schemas.avro.Evidence;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a reading is about.
 *
 * @param version the version; empty for the workload as a whole, and when unknown
 * @param part which part of that
 */
public record Subject(String version, Part part) implements Comparable<Subject> {

  /** The workload, whatever versions it runs. */
  public static final Subject WORKLOAD = new Subject("", Part.WHOLE);

  private static final Comparator<Subject> ORDER =
      Comparator.comparing(Subject::version).thenComparing(subject -> subject.part().key());

  /** A whole version. */
  public static Subject ofVersion(String version) {
    return new Subject(version, Part.WHOLE);
  }

  /** A pod of a version; all of the version where the pod is not known. */
  public static Subject ofPod(String version, @Nullable String pod) {
    return new Subject(version, pod == null ? Part.WHOLE : new Part.Pod(pod));
  }

  /** The pod; null when it is not about one. */
  public @Nullable String pod() {
    return part instanceof Part.Pod pod ? pod.name() : null;
  }

  /** Whether it is about all of a version, or of the workload. */
  public boolean isWhole() {
    return part instanceof Part.Whole;
  }

  /**
   * Whether what is known of it tells how that other one fares: it is the same, or the same part of
   * another version, which has taken its place.
   */
  public boolean concerns(Subject other) {
    return equals(other) || (!isWhole() && part.equals(other.part()));
  }

  /** How it reads in a sentence: {@code v4}, {@code checkout-x7 (v4)}, {@code country=DE of v4}. */
  public String who() {
    String whose = version.isEmpty() ? "the workload" : version;
    if (part instanceof Part.Pod pod) {
      return pod.name() + " (" + whose + ")";
    }
    if (part instanceof Part.Node node) {
      return whose + " on " + node.name();
    }
    return isWhole() ? whose : part.name() + " of " + whose;
  }

  /** Evidence about it whose numbers are still to be filled in. */
  public Evidence.Builder evidence(String indicator) {
    return Evidence.newBuilder()
        .setIndicator(indicator)
        .setVersion(version.isEmpty() ? null : version)
        .setSubject(part.name());
  }

  @Override
  public int compareTo(Subject other) {
    return ORDER.compare(this, other);
  }
}
