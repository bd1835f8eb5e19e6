package io.reflexarc.sandbox.actuator;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.Manifests;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Rehearsal;
import io.reflexarc.actuator.action.patch.PatchScene;
import io.reflexarc.actuator.action.rollback.RevisionScene;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.runtime.time.ManualTime;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.policy.Gate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fields by server-side apply, beside those of others and of our own replacements. */
class PatchOnApiIT {

  private static final String HOSTNAME = "/spec/template/spec/hostname";

  private ServedCluster served;

  @BeforeEach
  void serve() throws Exception {
    served = new ServedCluster(new ManualTime(Commands.ISSUED));
    Manifests.twoRevisions(served, "web");
  }

  @AfterEach
  void close() {
    served.close();
  }

  @Test
  void shouldKeepWhatAnEarlierPatchSet() throws Exception {
    assertThat(patch("c-1", "/spec/minReadySeconds", "30")).isInstanceOf(Outcome.Applied.class);
    assertThat(patch("c-2", HOSTNAME, "\"web\"")).isInstanceOf(Outcome.Applied.class);

    KubeObject web = served.get("web");
    assertThat(web.number("/spec/minReadySeconds", -1)).isEqualTo(30);
    assertThat(web.text(HOSTNAME)).isEqualTo("web");
  }

  @Test
  void shouldPatchWhatWasRolledBackBefore() throws Exception {
    RemediationCommand back = Commands.rollback("c-0", served.get("web"), "2", "1");
    assertThat(new Rehearsal(served, new RevisionScene()).run(back).outcome())
        .isInstanceOf(Outcome.Applied.class);

    assertThat(patch("c-1", "/spec/minReadySeconds", "30")).isInstanceOf(Outcome.Applied.class);
  }

  @Test
  void shouldNotTakeAFieldFromItsOwner() throws Exception {
    served.edit(
        ResourceKind.DEPLOYMENT, "web", json -> json.withObject("/spec").put("minReadySeconds", 5));

    Outcome outcome = patch("c-1", "/spec/minReadySeconds", "30");

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Held.class, held -> assertThat(held.gate()).isEqualTo(Gate.OWNED));
    assertThat(served.get("web").number("/spec/minReadySeconds", -1)).isEqualTo(5);
  }

  private Outcome patch(String id, String path, String value) throws Exception {
    KubeObject web = served.get("web");
    RemediationCommand command =
        Commands.with(
            Commands.order(
                "patch",
                web,
                Map.of("object", Commands.key(web), "path", path, "value", value),
                Commands.unchanged(web)),
            c -> c.setId(id));
    return new Rehearsal(served, new PatchScene()).run(command).outcome();
  }
}
