package io.reflexarc.actuator.action.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.Manifests;
import io.reflexarc.actuator.action.MemorySite;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Rehearsal;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.actuator.errand.Report;
import io.reflexarc.schemas.avro.RemediationCommand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A StatefulSet waits for its broken pod for ever; a rollback deletes that one, and no other. */
class StuckPodsTest {

  private static final ResourceKind KIND = ResourceKind.STATEFUL_SET;

  private final MemorySite site = new MemorySite();
  private RemediationCommand command;

  @BeforeEach
  void setUp() throws Exception {
    KubeObject db = Manifests.statefulSet(site, "db");
    Manifests.pod(site, "db-0", db, "db-v3", false);
    Manifests.pod(site, "db-1", db, "db-v4", true);
    Manifests.pod(site, "db-2", db, "db-v4", false);
    Manifests.pod(site, "db-10", db, "db-v4", false);
    command = SetScene.rollback(db);
  }

  @Test
  void shouldDeleteThemAfterTheTemplateIsBack() throws Exception {
    Report report = run();

    assertThat(report.outcome())
        .isEqualTo(
            new Outcome.Applied(
                "set db from revision db-v4 to v3 (revision db-v3) and delete db-10, db-2, which"
                    + " would block it"));
    assertThat(report.change().after()).containsEntry("deletes", "db-10, db-2");
    assertThat(site.effects()).containsExactly("StatefulSet/db", "Pod/db-10", "Pod/db-2");
  }

  @Test
  void shouldGoOnWhereAnotherStopped() throws Exception {
    run();
    KubeObject db = site.at(KIND, "db");
    site.delete(ResourceKind.POD, "shop", "db-2");
    Manifests.pod(site, "db-2", db, "db-v3", false);
    site.delete(ResourceKind.POD, "shop", "db-10");
    Manifests.pod(site, "db-10", db, "db-v4", false);

    assertThat(run().outcome()).isInstanceOf(Outcome.Applied.class);
    assertThat(site.effects())
        .containsExactly("StatefulSet/db", "Pod/db-10", "Pod/db-2", "Pod/db-10");
  }

  @Test
  void shouldDeleteNoneWhenAHumanHasReleasedSinceThen() throws Exception {
    run();
    site.delete(ResourceKind.POD, "shop", "db-2");
    Manifests.pod(site, "db-2", site.at(KIND, "db"), "db-v4", false);
    site.edit(
        KIND, "db", json -> json.withObject("/spec/template/metadata/labels").put("version", "v5"));

    assertThat(run().outcome()).isInstanceOf(Outcome.AlreadyApplied.class);
    assertThat(site.effects()).hasSize(3);
  }

  @Test
  void shouldDeleteNoneWhenPodsDoNotWaitForEachOther() throws Exception {
    site.edit(KIND, "db", json -> json.withObject("/spec").put("podManagementPolicy", "Parallel"));
    Manifests.ready(site, KIND, "db");

    assertThat(run().outcome()).isInstanceOf(Outcome.Applied.class);
    assertThat(site.effects()).containsExactly("StatefulSet/db");
  }

  @Test
  void shouldNotActWhenPodsAreReplacedByHand() throws Exception {
    site.edit(KIND, "db", json -> json.withObject("/spec/updateStrategy").put("type", "OnDelete"));

    assertThat(run().outcome())
        .isEqualTo(new Outcome.Overridden("pods of db are replaced by hand (OnDelete)"));
  }

  @Test
  void shouldNotActWhenThePartitionKeepsAllPods() throws Exception {
    partition(3);

    assertThat(run().outcome())
        .isEqualTo(new Outcome.Overridden("the partition of db keeps all its pods as they are"));
  }

  @Test
  void shouldSayWhichPodsThePartitionKeeps() throws Exception {
    partition(2);

    assertThat(run().outcome().reason()).contains("but for its 2 pods below the partition");
  }

  private void partition(int pods) throws Exception {
    site.edit(
        KIND,
        "db",
        json -> json.withObject("/spec/updateStrategy/rollingUpdate").put("partition", pods));
  }

  private Report run() throws Exception {
    return new Rehearsal(site, new SetScene()).run(command);
  }
}
