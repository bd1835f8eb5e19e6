package io.reflexarc.actuator.action.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.Manifests;
import io.reflexarc.actuator.action.MemorySite;
import io.reflexarc.actuator.cluster.ResourceKind;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a DaemonSet's revisions are called, and which one is current. */
class DaemonHistoryTest {

  private static final ResourceKind KIND = ResourceKind.DAEMON_SET;
  private static final ResourceKind KEPT = ResourceKind.CONTROLLER_REVISION;
  private static final String GENERATION = "deprecated.daemonset.template.generation";

  private final MemorySite site = new MemorySite();

  @BeforeEach
  void setUp() throws Exception {
    Manifests.daemonSet(site, "agent");
  }

  @Test
  void shouldBeTheGenerationOfTheTemplate() throws Exception {
    assertThat(history().current()).contains("2");
  }

  @Test
  void shouldKeepTheTemplateOfTheGenerationAtWhichItWasMade() throws Exception {
    assertThat(history().template("1").orElseThrow().labelledVersion()).isEqualTo("v3");
    assertThat(history().template("7")).isEmpty();
  }

  @Test
  void shouldKnowATemplateThatCameBackByItsNumber() throws Exception {
    // v3 again as generation 3: its ControllerRevision is numbered anew, and still says 1
    template(3, "v3");
    site.edit(KEPT, "agent-v3", json -> json.put("revision", 3));

    assertThat(history().template("3").orElseThrow().labelledVersion()).isEqualTo("v3");
  }

  @Test
  void shouldNotTrustNumbersWhenTheControllerHasMissedAChange() throws Exception {
    // generations 3 and 4 in a moment: v3 is back as 4, and numbered 3
    template(4, "v3");
    site.edit(KEPT, "agent-v3", json -> json.put("revision", 3));

    assertThat(history().template("3")).isEmpty();
  }

  private void template(int generation, String version) throws Exception {
    Consumer<ObjectNode> change =
        json -> {
          json.withObject("/metadata/annotations").put(GENERATION, Integer.toString(generation));
          json.withObject("/spec/template/metadata/labels").put("version", version);
        };
    site.edit(KIND, "agent", change);
  }

  private History history() throws Exception {
    return History.look(site.at(KIND, "agent"), site.cluster());
  }
}
