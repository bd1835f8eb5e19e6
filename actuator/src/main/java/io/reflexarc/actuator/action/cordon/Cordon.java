package io.reflexarc.actuator.action.cordon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.Effects;
import io.reflexarc.actuator.action.InvalidCommandException;
import io.reflexarc.actuator.action.Parameters;
import io.reflexarc.actuator.cluster.ClusterSettings;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.key.TargetKey;
import java.util.Map;
import java.util.Optional;

/**
 * A node's cordon, and whose it is. Ours are kept in {@link Effects}, each with its incident: the
 * node opens again when the last incident that closed it is over. What the API server records of
 * fields tells whether somebody has set it anew since.
 *
 * @param node as it is
 */
public record Cordon(KubeObject node) {

  private static final String FIELD = "unschedulable";
  private static final String INCIDENT = "incident";

  /**
   * The node that a command means: its target.
   *
   * @throws InvalidCommandException when its parameters name another, or ask for the opposite
   */
  public static TargetKey target(RemediationCommand command, boolean closed)
      throws InvalidCommandException {
    TargetKey target = TargetKey.parse(command.getTarget());
    Parameters parameters = new Parameters(command);
    if (!target.kind().equals(ResourceKind.NODE.kind())) {
      throw new InvalidCommandException("the target is a " + target.kind() + ", available: Node");
    }
    if (!parameters.text("node").equals(target.name())) {
      throw new InvalidCommandException("parameters.node is not the target");
    }
    if (parameters.flag(FIELD) != closed) {
      throw new InvalidCommandException("parameters." + FIELD + " is not " + closed);
    }
    return target;
  }

  /** Whether the node takes no new pods. */
  public boolean isClosed() {
    return node.at("/spec/" + FIELD).asBoolean();
  }

  /** Whether it is closed, and by us alone. */
  public boolean isOurs() {
    return isClosed()
        && !touchedByAnother()
        && effects().byCommand().values().stream().anyMatch(Cordon::closes);
  }

  /**
   * What closing it for an incident changes. Where it is closed already by us, what stood before
   * us; where by another, nothing that could be taken back.
   */
  public Change closing(String incident) {
    boolean before = isClosed() && !isOurs();
    return new Change(
        Map.of(FIELD, Boolean.toString(before)), Map.of(FIELD, "true", INCIDENT, incident));
  }

  /** Closes it, and remembers for whom. */
  public void close(ObjectNode json, String command, Change change) {
    json.withObject("/spec").put(FIELD, true);
    effects().with(command, change).putOn(json);
  }

  /** Whether somebody has closed it anew since a command did. */
  public boolean isClosedAnew(String command) {
    return isClosed() && closedBy(command).isPresent() && touchedByAnother();
  }

  /** What a command has closed and not taken back; empty where it was closed before. */
  Optional<Change> closedBy(String command) {
    return effects().of(command).filter(Cordon::closes);
  }

  /** Another incident of ours that still wants it closed. */
  Optional<String> wantedBy(String otherThan) {
    return effects().byCommand().values().stream()
        .filter(Cordon::closes)
        .map(change -> change.after().getOrDefault(INCIDENT, ""))
        .filter(incident -> !incident.equals(otherThan))
        .findFirst();
  }

  /** Opens it unless it is to stay closed, and forgets what an incident has done. */
  void open(ObjectNode json, String incident, boolean stays) {
    Effects left = effects();
    for (Map.Entry<String, Change> each : effects().byCommand().entrySet()) {
      if (incident.equals(each.getValue().after().get(INCIDENT))) {
        left = left.without(each.getKey());
      }
    }
    left.putOn(json);
    if (!stays) {
      json.withObject("/spec").remove(FIELD);
    }
  }

  /** Whether another than the actuator is recorded as who has set it. */
  private boolean touchedByAnother() {
    for (JsonNode entry : node.at("/metadata/managedFields")) {
      boolean sets = entry.at("/fieldsV1/f:spec").has("f:" + FIELD);
      if (sets && !entry.path("manager").asText().equals(ClusterSettings.FIELD_MANAGER)) {
        return true;
      }
    }
    return false;
  }

  private Effects effects() {
    return Effects.on(node);
  }

  private static boolean closes(Change change) {
    return "false".equals(change.before().get(FIELD)) && "true".equals(change.after().get(FIELD));
  }
}
