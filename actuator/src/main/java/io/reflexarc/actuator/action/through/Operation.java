package io.reflexarc.actuator.action.through;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.action.Mark;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A sync of Argo CD to what it has deployed before, of one object alone: what its own rollback asks
 * for in {@code operation}, narrowed to the workload, so that nothing else of the application goes
 * back with it. Argo CD takes {@code operation} away when it begins and keeps it in {@code
 * status.operationState}.
 *
 * @param entry of {@code status.history}: revision, source, and when it was deployed
 */
record Operation(JsonNode entry) {

  /** How far it is. */
  enum State {
    /** Nobody knows of it. */
    UNKNOWN,
    UNDER_WAY,
    SUCCEEDED,
    FAILED
  }

  private static final String OPERATION = "operation";
  private static final String COMMAND = Mark.COMMAND;

  /** A controller makes its ReplicaSet a little after the template has come. */
  private static final Duration SOON = Duration.ofMinutes(2);

  /**
   * The entry of an application's history that deployed a release, by the time at which that came
   * into being: within the sync, or soon after it.
   */
  static Optional<Operation> that(KubeObject application, Instant made) {
    Optional<Operation> fits = Optional.empty();
    for (JsonNode entry : application.at("/status/history")) {
      if (fits(entry, made)) {
        fits = Optional.of(new Operation(entry));
      }
    }
    return fits;
  }

  private static boolean fits(JsonNode entry, Instant made) {
    try {
      Instant deployed = Instant.parse(entry.path("deployedAt").asText());
      String started = entry.path("deployStartedAt").asText();
      Instant since = started.isEmpty() ? deployed.minus(SOON) : Instant.parse(started);
      return !made.isBefore(since) && !made.isAfter(deployed.plus(SOON));
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** The revision in Git, or of the chart. */
  String revision() {
    String one = entry.path("revision").asText();
    return one.isEmpty() ? entry.path("revisions").toString() : one;
  }

  /** Asks an application for it, on behalf of a command. */
  void putOn(ObjectNode application, KubeObject workload, String command) {
    ObjectNode operation = JsonNodeFactory.instance.objectNode();
    operation.putObject("initiatedBy").put("username", "reflexarc");
    operation.putArray("info").addObject().put("name", COMMAND).put("value", command);
    ObjectNode sync = operation.putObject("sync");
    for (String name : new String[] {"revision", "revisions", "source", "sources"}) {
      if (entry.has(name)) {
        sync.set(name, entry.get(name).deepCopy());
      }
    }
    sync.putObject("syncStrategy").putObject("apply");
    sync.putArray("resources")
        .addObject()
        .put("group", ResourceKind.named(workload.kind()).orElseThrow().group())
        .put("kind", workload.kind())
        .put("namespace", workload.namespace())
        .put("name", workload.name());
    application.set(OPERATION, operation);
  }

  /** Whether any operation is asked for or under way. */
  static boolean busy(KubeObject application) {
    return application.at("/operation").isObject() || isRunning(phase(application));
  }

  /** How far that of a command is. */
  static State of(KubeObject application, String command) {
    if (isOf(application.at("/operation"), command)) {
      return State.UNDER_WAY;
    }
    if (!isOf(application.at("/status/operationState/operation"), command)) {
      return State.UNKNOWN;
    }
    String phase = phase(application);
    if (isRunning(phase)) {
      return State.UNDER_WAY;
    }
    return phase.equals("Succeeded") ? State.SUCCEEDED : State.FAILED;
  }

  private static String phase(KubeObject application) {
    return application.text("/status/operationState/phase");
  }

  private static boolean isRunning(String phase) {
    return phase.equals("Running") || phase.equals("Terminating");
  }

  private static boolean isOf(JsonNode operation, String command) {
    for (JsonNode info : operation.path("info")) {
      if (info.path("name").asText().equals(COMMAND)
          && info.path("value").asText().equals(command)) {
        return true;
      }
    }
    return false;
  }
}
