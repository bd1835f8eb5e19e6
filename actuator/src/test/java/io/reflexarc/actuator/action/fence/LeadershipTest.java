package io.reflexarc.actuator.action.fence;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.action.MemorySite;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Plan;
import io.reflexarc.actuator.action.Step;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.Removal;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may be fenced: nobody who may be the leader. */
class LeadershipTest {

  private static final Instant NOW = Commands.ISSUED.plusSeconds(60);

  private final MemorySite site = new MemorySite();

  @ParameterizedTest
  @CsvSource({"web-2", "web-2_6f1c", "shop/web-2", "web-2.web.shop.svc", "10.0.0.2", "id-2"})
  void shouldDeleteWhomTheLeaseDoesNotName(String holder) throws Exception {
    RemediationCommand command = claimed(holder, NOW);

    assertThat(plan(command))
        .isInstanceOfSatisfying(
            Plan.Write.class,
            write ->
                assertThat(write.first())
                    .isInstanceOfSatisfying(
                        Step.Remove.class,
                        step -> assertThat(step.how()).isEqualTo(Removal.DELETE)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "web-1            | pod web-1 holds lease web itself",
        "web-1_6f1c       | pod web-1 holds lease web itself",
        "10.0.0.1         | pod web-1 holds lease web itself",
        "6f1c-77          | is no pod that is there: it may be pod web-1",
        "web-11           | is no pod that is there: it may be pod web-1",
        "''               | nobody holds lease web now"
      })
  void shouldNotDeleteWhoMayBeTheLeader(String holder, String says) throws Exception {
    assertSuperseded(claimed(holder, NOW), says);
  }

  @Test
  void shouldNotDeleteWhenTheLeaseHasRunOut() throws Exception {
    assertSuperseded(claimed("web-2", NOW.minusSeconds(3_600)), "nobody holds lease web now");
  }

  @Test
  void shouldNotDeleteWhenTheLeaseMayPassToAnotherBeforeTheDeleteArrives() throws Exception {
    KubeObject lease = site.put(FenceScene.lease("web-2", NOW));
    long lasts = lease.number("/spec/leaseDurationSeconds", 0);

    assertSuperseded(claimed("web-2", NOW.minusSeconds(lasts - 2)), "is about to run out");
    assertThat(plan(claimed("web-2", NOW.minusSeconds(lasts - 3)))).isInstanceOf(Plan.Write.class);
  }

  @Test
  void shouldNotDeleteWhenThereIsNoLease() throws Exception {
    RemediationCommand command = claimed("web-2", NOW);
    site.delete(ResourceKind.LEASE, "shop", "web");

    assertSuperseded(command, "nobody holds lease web now");
  }

  @Test
  void shouldKnowTheHolderByItsNodeWhenItHasNoNetworkOfItsOwn() throws Exception {
    RemediationCommand command = claimed("node-1_6f1c", NOW);
    assertSuperseded(command, "is no pod that is there");
    site.edit(ResourceKind.POD, "web-1", json -> json.withObject("/spec").put("hostNetwork", true));

    assertSuperseded(command, "pod web-1 holds lease web itself");
  }

  private RemediationCommand claimed(String holder, Instant renewed) throws Exception {
    RemediationCommand command = new FenceScene().order(site);
    String uid = site.at(ResourceKind.POD, "web-2").uid();
    site.put(FenceScene.lease(holder.equals("id-2") ? uid : holder, renewed));
    for (int i = 1; i <= 2; i++) {
      String ip = "10.0.0." + i;
      site.edit(ResourceKind.POD, "web-" + i, json -> json.withObject("/status").put("podIP", ip));
    }
    return command;
  }

  private void assertSuperseded(RemediationCommand command, String says) throws Exception {
    assertThat(plan(command))
        .isInstanceOfSatisfying(
            Plan.Nothing.class,
            nothing -> {
              assertThat(nothing.outcome()).isInstanceOf(Outcome.Superseded.class);
              assertThat(nothing.outcome().reason()).contains(says);
            });
  }

  private Plan plan(RemediationCommand command) throws Exception {
    return new FenceLeader().look(command, site.cluster()).plan(NOW);
  }
}
