package io.reflexarc.actuator.action.patch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.action.Action;
import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.InvalidCommandException;
import io.reflexarc.actuator.action.OneWrite;
import io.reflexarc.actuator.action.OneWrite.Edited;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Parameters;
import io.reflexarc.actuator.action.Right;
import io.reflexarc.actuator.action.Sight;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.ClusterReader;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.key.TargetKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code patch}: one field of a workload gets another value, by server-side apply without force.
 * Parameters: {@code object}, {@code path}, a JSON pointer that the settings allow, {@code value},
 * a JSON scalar.
 */
public final class Patch implements Action {

  /** The JSON pointers of fields that may be set, with commas; none by default. */
  public static final String PATHS = "actuator.patch.paths";

  private static final ObjectMapper JSON = new ObjectMapper();

  private volatile AllowedPaths allowed = AllowedPaths.NONE;

  @Override
  public String name() {
    return "patch";
  }

  @Override
  public void configure(Map<String, String> settings) {
    try {
      allowed = AllowedPaths.parse(settings.getOrDefault(PATHS, ""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(PATHS + ": " + e.getMessage(), e);
    }
  }

  @Override
  public List<Right> rights() {
    return List.of(
        Right.to(ResourceKind.DEPLOYMENT, "get", "patch"),
        Right.to(ResourceKind.STATEFUL_SET, "get", "patch"),
        Right.to(ResourceKind.DAEMON_SET, "get", "patch"));
  }

  @Override
  public Sight look(RemediationCommand command, ClusterReader cluster)
      throws InvalidCommandException, ClusterException {
    Parameters parameters = new Parameters(command);
    TargetKey key = parameters.object("object", ResourceKind.ofWorkloads());
    String path = path(parameters);
    JsonNode value = value(parameters);
    return OneWrite.look(
        command,
        key,
        ResourceKind.named(key.kind()).orElseThrow(),
        cluster,
        "set " + path + " of " + key.name() + " to " + value,
        (object, now) -> set(object, path, value));
  }

  private String path(Parameters parameters) throws InvalidCommandException {
    String path = parameters.text("path");
    if (!allowed.allow(path)) {
      throw new InvalidCommandException("parameters.path " + path + " is not allowed by " + PATHS);
    }
    return path;
  }

  private static JsonNode value(Parameters parameters) throws InvalidCommandException {
    String text = parameters.text("value");
    try {
      JsonNode value = JSON.readTree(text);
      if (value.isNumber() || value.isBoolean() || value.isTextual()) {
        return value;
      }
    } catch (JsonProcessingException e) {
      // Told below, with all else that is no scalar.
    }
    throw new InvalidCommandException(
        "parameters.value is not a JSON number, text or truth value: " + text);
  }

  private static Edited set(KubeObject object, String path, JsonNode value) {
    JsonNode before = object.at(path);
    if (before.equals(value)) {
      return superseded(path + " of " + object.name() + " is " + value + " already");
    }
    if (before.isContainerNode()) {
      return superseded(path + " of " + object.name() + " is more than one field");
    }
    ObjectNode fields = OwnFields.of(object);
    Optional<String> obstacle = Field.at(path).put(fields, object.json(), value);
    return obstacle.isPresent()
        ? superseded(path + " of " + object.name() + ": " + obstacle.get())
        : new Edited.Fields(
            fields, new Change(Map.of(path, before.asText()), Map.of(path, value.asText())));
  }

  private static Edited superseded(String reason) {
    return new Edited.Not(new Outcome.Superseded(reason));
  }
}
