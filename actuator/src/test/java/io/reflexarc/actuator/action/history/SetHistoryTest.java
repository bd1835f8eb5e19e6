package io.reflexarc.actuator.action.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.Manifests;
import io.reflexarc.actuator.action.MemorySite;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a StatefulSet's revisions are called, and which one is current. */
class SetHistoryTest {

  private static final ResourceKind KIND = ResourceKind.STATEFUL_SET;

  private final MemorySite site = new MemorySite();

  @BeforeEach
  void setUp() throws Exception {
    Manifests.statefulSet(site, "db");
  }

  @Test
  void shouldBeTheUpdateRevisionWhenTheStatusIsFresh() throws Exception {
    assertThat(history().current()).contains("db-v4");
  }

  @Test
  void shouldNotBelieveTheStatusWhenTheTemplateIsNewer() throws Exception {
    release("v5");

    assertThat(history().current()).isEmpty();
  }

  @Test
  void shouldBeTheRevisionOfAnEqualTemplateWhenTheStatusIsStale() throws Exception {
    release("v3");

    assertThat(history().current()).contains("db-v3");
  }

  @Test
  void shouldBeTheSameWhenItWasScaledASecondAgo() throws Exception {
    site.edit(KIND, "db", json -> json.withObject("/spec").put("replicas", 9));

    assertThat(history().current()).contains("db-v4");
  }

  @Test
  void shouldKeepTheTemplateOfARevision() throws Exception {
    assertThat(history().template("db-v3").orElseThrow().labelledVersion()).isEqualTo("v3");
    assertThat(history().template("db-v3").orElseThrow().json().has("$patch")).isFalse();
    assertThat(history().template("db-v2")).isEmpty();
  }

  @Test
  void shouldNotCountWhatAnotherOwns() throws Exception {
    site.edit(
        ResourceKind.CONTROLLER_REVISION,
        "db-v3",
        json ->
            ((com.fasterxml.jackson.databind.node.ObjectNode)
                    json.at("/metadata/ownerReferences/0"))
                .put("uid", "another"));

    assertThat(history().template("db-v3")).isEmpty();
  }

  private void release(String version) throws Exception {
    site.edit(
        KIND,
        "db",
        json -> json.withObject("/spec/template/metadata/labels").put("version", version));
  }

  private History history() throws Exception {
    KubeObject db = site.at(KIND, "db");
    return History.look(db, site.cluster());
  }
}
