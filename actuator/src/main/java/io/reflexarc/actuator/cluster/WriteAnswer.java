package io.reflexarc.actuator.cluster;

/** What came of a write. */
public sealed interface WriteAnswer {

  /** Done; the object as it stands. */
  record Written(KubeObject object) implements WriteAnswer {}

  /** Not done: the object was changed since it was read. */
  record Conflict(String message) implements WriteAnswer {}

  /** Not done: the object is gone. */
  record Gone(String message) implements WriteAnswer {}

  /** Not done: refused, or never sent. */
  record Refused(Fault fault) implements WriteAnswer {}

  /** Perhaps done, perhaps still to be done: read it back, do not repeat it blindly. */
  record Unknown(Fault fault) implements WriteAnswer {}
}
