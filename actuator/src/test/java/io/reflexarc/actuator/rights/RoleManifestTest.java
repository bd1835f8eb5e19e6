package io.reflexarc.actuator.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reflexarc.actuator.ActuatorConfig;
import io.reflexarc.actuator.action.Actions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The role holds what the enabled actions need, and nothing else. */
class RoleManifestTest {

  private static final Path SHIPPED = Path.of("../deploy/rbac/actuator.yaml");

  private final Actions installed = Actions.installed(Map.of());

  @Test
  void shouldBeWhatIsShippedForTheDefaults() throws IOException {
    String generated = new RoleManifest(installed.only(ActuatorConfig.DEFAULT_ACTIONS), "").yaml();

    assertThat(Files.readString(SHIPPED))
        .as("print it anew: ./reflexarc actuator --print-rbac > deploy/rbac/actuator.yaml")
        .isEqualTo(generated);
  }

  @Test
  void shouldHoldTheRightsOfOneActionAlone() {
    assertThat(new RoleManifest(installed.only("pauseRollout"), "").yaml())
        .contains(
            """
            kind: ClusterRole
            metadata:
              name: reflexarc-actuator
            rules:
              - apiGroups: [""]
                resources: [namespaces]
                verbs: [get]
              - apiGroups: [apps]
                resources: [deployments]
                verbs: [get, update]
              - apiGroups: [apps]
                resources: [replicasets]
                verbs: [list]
            ---
            """)
        .contains("# pauseRollout, resumeRollout.\n");
  }

  @Test
  void shouldBeARoleInTheOnlyNamespace() {
    assertThat(new RoleManifest(installed.only("scale"), "shop").yaml())
        .contains("kind: Role\nmetadata:\n  name: reflexarc-actuator\n  namespace: shop\n")
        .contains("kind: RoleBinding\nmetadata:\n  name: reflexarc-actuator\n  namespace: shop\n")
        .contains("resources: [horizontalpodautoscalers]\n    verbs: [get, list, update]\n")
        .doesNotContain("ClusterRole");
  }

  @Test
  void shouldNameAnActionThatIsNotThere() {
    assertThatThrownBy(() -> installed.only("rollback,reboot"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("actuator.actions: there is no action 'reboot', available: ");
  }

  @Test
  void shouldSayHowAnActionIsEnabled() {
    Actions enabled = installed.only("freezeAutoscaler");

    assertThat(enabled.names()).containsExactly("freezeAutoscaler", "releaseAutoscaler");
    assertThat(enabled.find("rollback")).isEmpty();
    assertThat(enabled.missing("rollback"))
        .isEqualTo("action 'rollback' is not enabled, name it in actuator.actions");
    assertThat(enabled.missing("reboot"))
        .isEqualTo("action 'reboot' is not known, available: freezeAutoscaler, releaseAutoscaler");
  }
}
