package io.reflexarc.decider.proven;

import io.reflexarc.schemas.avro.VersionState;
import java.util.Comparator;

/**
 * What was proven: a pod template, not a number. A rollback gives an old template a new revision
 * number, and a tag can be pushed twice.
 *
 * @param object target key of the object that carries it
 * @param version its version
 * @param hash the cluster's hash of the template
 */
public record Template(String object, String version, String hash) implements Comparable<Template> {

  private static final Comparator<Template> ORDER =
      Comparator.comparing(Template::object)
          .thenComparing(Template::version)
          .thenComparing(Template::hash);

  /** The template of a version as it stands. */
  public static Template of(VersionState version) {
    return new Template(version.getObject(), version.getVersion(), version.getTemplateHash());
  }

  @Override
  public int compareTo(Template other) {
    return ORDER.compare(this, other);
  }
}
