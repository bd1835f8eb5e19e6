package io.reflexarc.actuator;

import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.avro.Mode;
import io.reflexarc.schemas.avro.Precondition;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Commands as the decider issues them. */
public final class Commands {

  public static final Instant ISSUED = Instant.parse("2026-11-23T10:00:00Z");
  public static final Duration VALID = Duration.ofMinutes(10);

  private Commands() {}

  public static String target(String name) {
    return "local/shop/Deployment/" + name;
  }

  /** The key of an object, in cluster {@code local}. */
  public static String key(KubeObject object) {
    return "local/" + object.namespace() + "/" + object.kind() + "/" + object.name();
  }

  /** An action on an object, of which only the uid is demanded. */
  public static RemediationCommand order(
      String action, KubeObject about, Map<String, String> parameters) {
    return order(action, about, parameters, precondition(about, null));
  }

  /** An action on an object, decided about it as it was. */
  public static RemediationCommand order(
      String action, KubeObject about, Map<String, String> parameters, Precondition expected) {
    return with(
        command("c-1", about.name(), new TreeMap<>(parameters), List.of(expected)),
        c -> c.setAction(action).setTarget(key(about)));
  }

  /** Back from the current revision to another one. */
  public static RemediationCommand rollback(String id, KubeObject web, String from, String to) {
    return command(
        id,
        web.name(),
        Map.of(
            "kind",
            "revision",
            "object",
            target(web.name()),
            "fromRevision",
            from,
            "toRevision",
            to),
        List.of(precondition(web, from)));
  }

  /** The canary goes, the stable takes the load. */
  public static RemediationCommand offCanary(
      String id, KubeObject stable, int stableReplicas, KubeObject canary) {
    return command(
        id,
        stable.name(),
        Map.of(
            "kind", "canary",
            "stableObject", target(stable.name()),
            "stableReplicas", Integer.toString(stableReplicas),
            "canaryObject", target(canary.name()),
            "canaryReplicas", "0",
            "fromVersion", "v4",
            "toVersion", "v3"),
        List.of(precondition(stable, "1"), precondition(canary, "1")));
  }

  public static RemediationCommand command(
      String id, String name, Map<String, String> parameters, List<Precondition> preconditions) {
    return RemediationCommand.newBuilder()
        .setId(id)
        .setIncidentId("incident-1")
        .setRung(0)
        .setTarget(target(name))
        .setAction("rollback")
        .setParameters(parameters)
        .setPreconditions(preconditions)
        .setReason("v4 answers 2.1 % of requests with errors, v3 0.1 %")
        .setEvidence(
            List.of(
                Evidence.newBuilder()
                    .setIndicator("ratio")
                    .setVersion("v4")
                    .setWindowMillis(300_000)
                    .setValue(0.021)
                    .setSamples(4200)
                    .build()))
        .setMode(Mode.AUTO)
        .setPolicy("shop/checkout-errors")
        .setPolicyGeneration(1)
        .setIssuedAt(ISSUED)
        .setExpiresAt(ISSUED.plus(VALID))
        .build();
  }

  /** The same command, changed. */
  public static RemediationCommand with(
      RemediationCommand command, Consumer<RemediationCommand.Builder> change) {
    RemediationCommand.Builder builder = RemediationCommand.newBuilder(command);
    change.accept(builder);
    return builder.build();
  }

  public static Precondition precondition(KubeObject object, @Nullable String revision) {
    return Precondition.newBuilder()
        .setObject(key(object))
        .setUid(object.uid())
        .setRevision(revision)
        .build();
  }

  /** That an object is as it was in every field that its generation counts. */
  public static Precondition unchanged(KubeObject object) {
    return Precondition.newBuilder(precondition(object, null))
        .setGeneration(object.generation())
        .build();
  }
}
