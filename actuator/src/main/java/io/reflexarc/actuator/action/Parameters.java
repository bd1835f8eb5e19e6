package io.reflexarc.actuator.action;

import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;

/**
 * A command's parameters, read one by one; each mistake names its parameter.
 *
 * @param command whose they are
 */
public record Parameters(RemediationCommand command) {

  /** A parameter that must be there. */
  public String text(String name) throws InvalidCommandException {
    String value = or(name);
    if (value.isEmpty()) {
      throw new InvalidCommandException("parameters." + name + " is missing");
    }
    return value;
  }

  /** A parameter that must be there, and may be empty. */
  public String possiblyEmpty(String name) throws InvalidCommandException {
    return command.getParameters().containsKey(name) ? or(name) : text(name);
  }

  /** A parameter, empty where it is not there. */
  public String or(String name) {
    return command.getParameters().getOrDefault(name, "");
  }

  /** A revision number, as text. */
  public String revision(String name) throws InvalidCommandException {
    String value = text(name);
    if (!value.matches("[1-9][0-9]{0,17}")) {
      throw new InvalidCommandException("parameters." + name + " is not a revision number");
    }
    return value;
  }

  /** The name of an object. */
  public String name(String name) throws InvalidCommandException {
    String value = text(name);
    if (!value.matches("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?")) {
      throw new InvalidCommandException("parameters." + name + " is not the name of an object");
    }
    return value;
  }

  /** A number of replicas. */
  public int count(String name, int least, int most) throws InvalidCommandException {
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

  /** A point in time, as in {@code 2026-11-28T10:00:00Z}. */
  public Instant instant(String name) throws InvalidCommandException {
    String value = text(name);
    try {
      return Instant.parse(value);
    } catch (DateTimeParseException e) {
      throw new InvalidCommandException(
          "parameters." + name + " is not a time, write 2026-11-28T10:00:00Z");
    }
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String name) throws InvalidCommandException {
    String value = text(name);
    if (!value.equals("true") && !value.equals("false")) {
      throw new InvalidCommandException("parameters." + name + " is neither true nor false");
    }
    return value.equals("true");
  }

  /**
   * An object of one of these kinds that lives beside the command's target: none reaches further.
   */
  public TargetKey object(String name, ResourceKind... kinds) throws InvalidCommandException {
    TargetKey target = TargetKey.parse(command.getTarget());
    TargetKey object =
        TargetKey.tryParse(text(name))
            .orElseThrow(
                () ->
                    new InvalidCommandException(
                        "parameters." + name + " is not cluster/namespace/Kind/name"));
    List<String> available = Arrays.stream(kinds).map(ResourceKind::kind).toList();
    if (!available.contains(object.kind())) {
      throw new InvalidCommandException(
          "parameters."
              + name
              + " is a "
              + object.kind()
              + ", available: "
              + String.join(", ", available));
    }
    if (!object.cluster().equals(target.cluster())
        || !object.namespace().equals(target.namespace())) {
      throw new InvalidCommandException(
          "parameters." + name + " is not in the cluster and namespace of the target");
    }
    return object;
  }
}
