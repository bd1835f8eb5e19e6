package io.reflexarc.actuator.action.rollback;

import io.reflexarc.actuator.action.InvalidCommandException;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.key.TargetKey;

/**
 * A command's parameters, read one by one; each mistake names its parameter.
 *
 * @param command whose they are
 */
record Parameters(RemediationCommand command) {

  /** A parameter that must be there. */
  String text(String name) throws InvalidCommandException {
    String value = or(name);
    if (value.isEmpty()) {
      throw new InvalidCommandException("parameters." + name + " is missing");
    }
    return value;
  }

  /** A parameter, empty where it is not there. */
  String or(String name) {
    return command.getParameters().getOrDefault(name, "");
  }

  /** A revision number, as text. */
  String revision(String name) throws InvalidCommandException {
    String value = text(name);
    if (!value.matches("[1-9][0-9]{0,17}")) {
      throw new InvalidCommandException("parameters." + name + " is not a revision number");
    }
    return value;
  }

  /** A number of replicas. */
  int count(String name, int least, int most) throws InvalidCommandException {
    String value = text(name);
    if (value.matches("[0-9]{1,9}")) {
      int count = Integer.parseInt(value);
      if (count >= least && count <= most) {
        return count;
      }
    }
    throw new InvalidCommandException(
        "parameters." + name + " is not a number from " + least + " to " + most);
  }

  /** A Deployment that lives beside the command's target: no command reaches further. */
  TargetKey deployment(String name) throws InvalidCommandException {
    TargetKey target = TargetKey.parse(command.getTarget());
    TargetKey object =
        TargetKey.tryParse(text(name))
            .orElseThrow(
                () ->
                    new InvalidCommandException(
                        "parameters." + name + " is not cluster/namespace/Kind/name"));
    if (!object.kind().equals("Deployment")) {
      throw new InvalidCommandException(
          "parameters." + name + " is a " + object.kind() + ", available: Deployment");
    }
    if (!object.cluster().equals(target.cluster())
        || !object.namespace().equals(target.namespace())) {
      throw new InvalidCommandException(
          "parameters." + name + " is not in the cluster and namespace of the target");
    }
    return object;
  }
}
