package io.reflexarc.sandbox.registry;

/** An answer other than success, with the code that Confluent's API has for it. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int code;

  private Refusal(int code, String message) {
    super(message);
    this.code = code;
  }

  static Refusal noSubject(String subject) {
    return new Refusal(40401, "Subject '" + subject + "' not found.");
  }

  static Refusal noVersion(String version) {
    return new Refusal(40402, "Version " + version + " not found.");
  }

  static Refusal noSchema() {
    return new Refusal(40403, "Schema not found");
  }

  static Refusal softDeleted(String subject) {
    return new Refusal(
        40404, "Subject '" + subject + "' was soft deleted. Set permanent=true to delete it.");
  }

  static Refusal subjectNotSoftDeleted(String subject) {
    return new Refusal(
        40405, "Subject '" + subject + "' was not deleted first before being permanently deleted");
  }

  static Refusal versionNotSoftDeleted(String subject, int version) {
    return new Refusal(
        40407,
        "Subject '"
            + subject
            + "' Version "
            + version
            + " was not deleted first before being permanently deleted");
  }

  static Refusal noLevel(String subject) {
    return new Refusal(
        40408, "Subject '" + subject + "' does not have subject-level compatibility configured");
  }

  static Refusal noMode(String subject) {
    return new Refusal(
        40409, "Subject '" + subject + "' does not have subject-level mode configured");
  }

  static Refusal incompatible(String objections) {
    return new Refusal(
        409, "Schema being registered is incompatible with an earlier schema: " + objections);
  }

  static Refusal tooLarge(int bytes) {
    return new Refusal(413, "The request is longer than " + bytes + " bytes");
  }

  static Refusal badSchema(String trouble) {
    return new Refusal(42201, "Invalid schema: " + trouble);
  }

  static Refusal badVersion(String version) {
    return new Refusal(
        42202,
        "The specified version '"
            + version
            + "' is not a valid version id. Allowed values are between [1, 2^31-1] and the string"
            + " \"latest\"");
  }

  static Refusal badLevel() {
    return new Refusal(
        42203,
        "Invalid compatibility level. Valid values are none, backward, forward, full,"
            + " backward_transitive, forward_transitive, and full_transitive");
  }

  static Refusal badMode() {
    return new Refusal(42204, "Invalid mode. Valid values are READWRITE and READONLY");
  }

  static Refusal readOnly(String subject) {
    return new Refusal(42205, "Subject '" + subject + "' is in read-only mode");
  }

  static Refusal full(int most) {
    return new Refusal(42299, "The registry holds " + most + " versions, which is all it can");
  }

  static Refusal badRequest(String trouble) {
    return new Refusal(42298, trouble);
  }

  /** The {@code error_code} of the body. */
  int code() {
    return code;
  }

  /** The HTTP status: the code's first three digits. */
  int status() {
    return code < 1_000 ? code : code / 100;
  }
}
