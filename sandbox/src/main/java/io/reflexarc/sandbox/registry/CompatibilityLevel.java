package io.reflexarc.sandbox.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/** What a subject demands of its next version. */
enum CompatibilityLevel {
  NONE(false, false, false),
  BACKWARD(true, false, false),
  BACKWARD_TRANSITIVE(true, false, true),
  FORWARD(false, true, false),
  FORWARD_TRANSITIVE(false, true, true),
  FULL(true, true, false),
  FULL_TRANSITIVE(true, true, true);

  private final boolean newReadsOld;
  private final boolean oldReadsNew;
  private final boolean allVersions;

  CompatibilityLevel(boolean newReadsOld, boolean oldReadsNew, boolean allVersions) {
    this.newReadsOld = newReadsOld;
    this.oldReadsNew = oldReadsNew;
    this.allVersions = allVersions;
  }

  static Optional<CompatibilityLevel> parse(String text) {
    for (CompatibilityLevel level : values()) {
      if (level.name().equals(text.toUpperCase(Locale.ROOT))) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }

  /**
   * What speaks against a schema as the next version; empty when nothing does.
   *
   * @param versions those that the subject has, the newest last
   */
  List<String> objections(Schema next, List<Schema> versions) {
    int from = allVersions ? 0 : Math.max(0, versions.size() - 1);
    List<String> objections = new ArrayList<>();
    for (Schema version : versions.subList(from, versions.size())) {
      if (newReadsOld) {
        objections.addAll(between("the new schema cannot read the old one", next, version));
      }
      if (oldReadsNew) {
        objections.addAll(between("the old schema cannot read the new one", version, next));
      }
    }
    return objections;
  }

  private static List<String> between(String trouble, Schema reader, Schema writer) {
    SchemaCompatibility.SchemaCompatibilityResult result =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getResult();
    if (result.getCompatibility() == SchemaCompatibilityType.COMPATIBLE) {
      return List.of();
    }
    List<String> objections = new ArrayList<>();
    for (Incompatibility found : result.getIncompatibilities()) {
      objections.add(
          trouble
              + ": "
              + found.getType()
              + " at "
              + found.getLocation()
              + ", "
              + found.getMessage());
    }
    return objections;
  }
}
