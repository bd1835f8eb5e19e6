package io.reflexarc.actuator.action.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.Demands;
import io.reflexarc.actuator.action.Plan;
import io.reflexarc.actuator.action.Sight;
import io.reflexarc.actuator.action.Step;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.post.Letter;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message with the facts of a command.
 *
 * @param endpoint who is told
 * @param demands what the command was decided about
 */
record Call(RemediationCommand command, String endpoint, Demands demands) implements Sight {

  @Override
  public List<KubeObject> objects() {
    return demands.objects();
  }

  @Override
  public Plan plan(Instant now) {
    return demands
        .broken()
        .<Plan>map(outcome -> new Plan.Nothing(outcome, Change.NONE))
        .orElseGet(this::call);
  }

  private Plan call() {
    Map<String, String> headers =
        Optional.ofNullable(command.getTraceparent())
            .map(trace -> Map.of("traceparent", trace))
            .orElse(Map.of());
    Letter letter = new Letter(endpoint, command.getId(), headers, body().toString());
    return new Plan.Write(
        "call webhook " + endpoint,
        List.of(new Step.Send(letter, new Change(Map.of(), Map.of("called", endpoint)))),
        Change.NONE);
  }

  private ObjectNode body() {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("version", 1)
            .put("command", command.getId())
            .put("incident", command.getIncidentId())
            .put("target", command.getTarget())
            .put("policy", command.getPolicy())
            .put("reason", command.getReason())
            .put("issuedAt", command.getIssuedAt().toString())
            .put("expiresAt", command.getExpiresAt().toString());
    if (command.getSubject() != null) {
      body.putObject("subject")
          .put("pod", command.getSubject().getPod())
          .put("node", command.getSubject().getNode());
    }
    command.getEvidence().forEach(each -> evidence(body.withArray("evidence").addObject(), each));
    return body;
  }

  private static void evidence(ObjectNode json, Evidence each) {
    json.put("indicator", each.getIndicator())
        .put("version", each.getVersion())
        .put("subject", each.getSubject())
        .put("windowMillis", each.getWindowMillis())
        .put("value", each.getValue())
        .put("unit", each.getUnit())
        .put("threshold", each.getThreshold())
        .put("baseline", each.getBaseline())
        .put("samples", each.getSamples());
  }
}
