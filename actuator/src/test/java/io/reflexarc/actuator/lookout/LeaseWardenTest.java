package io.reflexarc.actuator.lookout;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.action.Actions;
import io.reflexarc.actuator.action.MemorySite;
import io.reflexarc.actuator.action.through.Delivery;
import io.reflexarc.actuator.action.through.Lease;
import io.reflexarc.actuator.cluster.Cluster.Effect;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.actuator.control.ControlDesk;
import io.reflexarc.actuator.errand.Checkpoint;
import io.reflexarc.actuator.errand.Errand;
import io.reflexarc.actuator.errand.Report;
import io.reflexarc.actuator.errand.Turn;
import io.reflexarc.actuator.errand.Workshop;
import io.reflexarc.actuator.report.AuditRecords;
import io.reflexarc.runtime.time.ManualTime;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands still under a lease of ours delivers again, whoever remembers it. */
class LeaseWardenTest {

  private static final ResourceKind APPLICATION = ResourceKind.APPLICATION;

  private final MemorySite site = new MemorySite();
  private final ManualTime time = new ManualTime(Commands.ISSUED.plusSeconds(5));
  private final List<Report> told = new ArrayList<>();

  @BeforeEach
  void suspend() throws Exception {
    KubeObject web = Delivery.web(site, APPLICATION);
    Errand errand = workshop("*").errand(Delivery.back(web, "argoCD"));
    while (!(errand.turn() instanceof Turn.Done)) {
      time.advance(Duration.ofMillis(250));
    }
  }

  @Test
  void shouldHandBackWhenTheLeaseIsOverAndNotBefore() throws Exception {
    LeaseWarden warden = warden("*");
    warden.run();
    assertThat(told).isEmpty();

    time.moveTo(Delivery.UNTIL);
    warden.run();
    warden("*").run();

    assertThat(site.at(APPLICATION, "apps").at("/spec/syncPolicy/automated"))
        .hasToString("{\"selfHeal\":true,\"prune\":false}");
    assertThat(told).hasSize(1);
    RemediationAudit audit = AuditRecords.of(told.get(0));
    assertThat(audit.getStage()).isEqualTo(Stage.APPLIED);
    assertThat(audit.getTarget()).isEqualTo("local/shop/Deployment/web");
    assertThat(audit.getIncidentId()).isEqualTo("incident-1");
    assertThat(audit.getReason()).isEqualTo("hand Application shop/apps back, its lease is over");
    assertThat(site.effects())
        .containsExactly("Application/apps", "Deployment/web", "Application/apps");
  }

  @Test
  void shouldForgetALeaseThatAnotherHandHasEnded() throws Exception {
    site.edit(
        APPLICATION,
        "apps",
        json -> json.withObject("/spec/syncPolicy/automated").put("prune", true));

    warden("*").run();

    KubeObject apps = site.at(APPLICATION, "apps");
    assertThat(apps.at("/spec/syncPolicy/automated")).hasToString("{\"prune\":true}");
    assertThat(Lease.on(apps)).isEmpty();
  }

  @Test
  void shouldHandBackAlsoWhenTheWorkloadIsGone() throws Exception {
    site.delete(ResourceKind.DEPLOYMENT, "shop", "web");
    time.moveTo(Delivery.UNTIL);

    warden("*").run();

    assertThat(told).hasSize(1);
    assertThat(Lease.on(site.at(APPLICATION, "apps"))).isEmpty();
  }

  @Test
  void shouldLookForNothingThatIsNotEnabled() throws Exception {
    time.moveTo(Delivery.UNTIL);

    warden("rollback,flux").run();

    assertThat(told).isEmpty();
    assertThat(Lease.on(site.at(APPLICATION, "apps"))).isPresent();
  }

  private LeaseWarden warden(String actions) {
    return new LeaseWarden(workshop(actions), "local", told::add);
  }

  private Workshop workshop(String actions) {
    return new Workshop(
        Actions.installed(Map.of()).only(actions),
        site.cluster(),
        site.post(),
        new ControlDesk(),
        time,
        Effect.PERSIST,
        "",
        Checkpoint.NONE);
  }
}
