package io.reflexarc.schemas.serde;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Tells Avro that our generated classes may be made from a schema's name; no others are added, so a
 * hostile schema cannot have an arbitrary class loaded. Without this Avro refuses even defaults of
 * our own enums, unless every user sets a system property. {@link TrustOnLoad} does it by itself
 * wherever Avro's services are found.
 */
public final class TrustedRecords {

  private static final String PACKAGE = "io.reflexarc.schemas.avro.";

  static {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(), type -> type.getName().startsWith(PACKAGE)));
  }

  private TrustedRecords() {}

  /** Makes them trusted in this JVM; further calls change nothing. */
  public static void install() {
    // the static initializer has done it
  }

  /** Whether a schema's full name is one of our records'. */
  static boolean isOurs(String fullName) {
    return fullName.startsWith(PACKAGE);
  }
}
