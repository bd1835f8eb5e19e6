package io.reflexarc.actuator.action.failover;

import static io.reflexarc.actuator.action.Objects.object;
import static io.reflexarc.actuator.action.Objects.written;
import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.OneWrite.Edited;
import io.reflexarc.actuator.cluster.KubeObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When a Service may serve from other pods. */
class ChoiceTest {

  private static final KubeObject SERVICE =
      object(
          """
          {'kind': 'Service', 'metadata': {'name': 'db', 'namespace': 'shop'},
           'spec': {'selector': {'app': 'db', 'role': 'primary'}}}
          """);
  private static final KubeObject READY = pod("'status': 'True'", "");
  private static final KubeObject UNREADY = pod("'status': 'False'", "");
  private static final KubeObject LEAVING =
      pod("'status': 'True'", ", 'deletionTimestamp': '2026-11-23T10:00:30Z'");

  @Test
  void shouldSelectOtherPods() {
    // when
    Edited edited = new Choice(SERVICE, "role").of("standby", List.of(UNREADY, READY));

    // then
    assertThat(Choice.selector(written(SERVICE, edited)))
        .isEqualTo(Map.of("app", "db", "role", "standby"));
    assertThat(((Edited.To) edited).change())
        .isEqualTo(
            new Change(Map.of("selector.role", "primary"), Map.of("selector.role", "standby")));
  }

  @Test
  void shouldRefuseWhenNoneIsReady() {
    assertThat(refusal("role", "standby", List.of(UNREADY, LEAVING)))
        .isEqualTo("Service db: of 2 pods with role=standby none is ready to serve");
    assertThat(refusal("role", "standby", List.of()))
        .isEqualTo("Service db: of 0 pods with role=standby none is ready to serve");
  }

  @Test
  void shouldRefuseWhatChangesNothing() {
    assertThat(refusal("role", "primary", List.of(READY)))
        .isEqualTo("Service db: it selects role=primary already");
  }

  @Test
  void shouldRefuseALabelThatItDoesNotSelectBy() {
    assertThat(refusal("zone", "b", List.of(READY)))
        .isEqualTo("Service db: it does not select by zone");
  }

  private static KubeObject pod(String ready, String metadata) {
    return object(
        "{'kind': 'Pod', 'metadata': {'name': 'db-1', 'namespace': 'shop'"
            + metadata
            + "}, 'status': {'conditions': [{'type': 'Initialized', 'status': 'True'},"
            + " {'type': 'Ready', "
            + ready
            + "}]}}");
  }

  private static String refusal(String label, String value, List<KubeObject> pods) {
    return ((Edited.Not) new Choice(SERVICE, label).of(value, pods)).outcome().reason();
  }
}
