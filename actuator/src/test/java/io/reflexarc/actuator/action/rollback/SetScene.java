package io.reflexarc.actuator.action.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.Manifests;
import io.reflexarc.actuator.action.ActionScene;
import io.reflexarc.actuator.action.Rehearsal;
import io.reflexarc.actuator.action.Site;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.List;
import java.util.Map;

/** A StatefulSet goes back from revision db-v4 to db-v3. */
public final class SetScene implements ActionScene {

  @Override
  public RemediationCommand order(Site site) throws Exception {
    KubeObject db = Manifests.statefulSet(site, "db");
    Manifests.pod(site, "db-0", db, "db-v3", true);
    Manifests.pod(site, "db-1", db, "db-v4", true);
    return rollback(db);
  }

  /** A pod of the release that is left is stuck. */
  @Override
  public void aside(Site site) throws Exception {
    KubeObject db = Manifests.statefulSet(site, "db");
    Manifests.pod(site, "db-2", db, "db-v4", false);
    new Rehearsal(site, this).run(rollback(db));
  }

  public static RemediationCommand rollback(KubeObject db) {
    return Commands.order(
        "rollback",
        db,
        Map.of(
            "kind", "revision",
            "object", Commands.key(db),
            "fromRevision", "db-v4",
            "toRevision", "db-v3",
            "toVersion", "v3"),
        Commands.precondition(db, "db-v4"));
  }

  @Override
  public String sentence() {
    return "set db from revision db-v4 to v3 (revision db-v3)";
  }

  @Override
  public List<String> effects() {
    return List.of("StatefulSet/db");
  }

  @Override
  public Place object() {
    return new Place(ResourceKind.STATEFUL_SET, "db");
  }

  @Override
  public void assertDone(Site site) throws Exception {
    KubeObject db = site.at(ResourceKind.STATEFUL_SET, "db");
    assertThat(db.text("/spec/template/metadata/labels/version")).isEqualTo("v3");
    assertThat(db.json().toString()).doesNotContain("$patch");
  }

  /** A human changes the template; the controller has not seen it yet. */
  @Override
  public void meddle(Site site) throws Exception {
    site.edit(
        ResourceKind.STATEFUL_SET,
        "db",
        json -> json.withObject("/spec/template/metadata/labels").put("version", "v5"));
  }

  @Override
  public List<Mistake> mistakes() {
    return List.of(
        new Mistake("toRevision", "DB 3", "parameters.toRevision is not the name of an object"),
        new Mistake("toRevision", "db-v4", "parameters.toRevision db-v4 is where it comes from"));
  }

  @Override
  public String toString() {
    return "rollback of a StatefulSet";
  }
}
