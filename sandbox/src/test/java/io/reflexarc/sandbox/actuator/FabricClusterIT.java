package io.reflexarc.sandbox.actuator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.cluster.Cluster;
import io.reflexarc.actuator.cluster.Cluster.Effect;
import io.reflexarc.actuator.cluster.ClusterContract;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.Fault.Kind;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.actuator.cluster.Selection;
import io.reflexarc.actuator.cluster.WriteAnswer;
import io.reflexarc.runtime.time.ManualTime;
import io.reflexarc.sandbox.api.audit.WriteRecord;
import io.reflexarc.sandbox.api.fault.Fault;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract behind a real HTTP API, and what only that has: answers that do not come. */
class FabricClusterIT extends ClusterContract {

  private ServedCluster served;

  @BeforeEach
  void serve() throws Exception {
    served = new ServedCluster(new ManualTime(Commands.ISSUED));
  }

  @AfterEach
  void close() {
    served.close();
  }

  @Override
  protected Cluster cluster() {
    return served.client;
  }

  @Override
  protected void create(ObjectNode object) throws Exception {
    served.put(object);
  }

  @Override
  protected void delete(ResourceKind kind, String namespace, String name) throws Exception {
    served.delete(kind, namespace, name);
  }

  @Test
  void shouldWriteUnderItsOwnName() throws Exception {
    served.client.replace(ResourceKind.DEPLOYMENT, scaled("named"), Effect.PERSIST);

    assertThat(served.written())
        .singleElement()
        .satisfies(write -> assertThat(write.verb()).isEqualTo("update"))
        .satisfies(write -> assertThat(write.userAgent()).isEqualTo("reflexarc-actuator/test"))
        .extracting(WriteRecord::name)
        .isEqualTo("named");
  }

  @Test
  void shouldReadAListOfMoreThanAPage() throws Exception {
    for (int i = 0; i < 260; i++) {
      ObjectNode one = deployment("many-" + i, 0);
      one.withObject("/metadata/labels").put("many", "yes");
      served.put(one);
    }

    assertThat(
            served.client.list(
                ResourceKind.DEPLOYMENT, Selection.in("shop").labelled(Map.of("many", "yes"))))
        .hasSize(260);
  }

  @Test
  void shouldNotKnowWhenTheServerFailsAfterTheWrite() throws Exception {
    KubeObject wanted = scaled("failing");
    served.server.requestFilter(r -> r.isWrite() ? new Fault.FailAfter(500) : Fault.NONE);

    assertThat(served.client.replace(ResourceKind.DEPLOYMENT, wanted, Effect.PERSIST))
        .isInstanceOfSatisfying(
            WriteAnswer.Unknown.class,
            unknown -> assertThat(unknown.fault().kind()).isEqualTo(Kind.SERVER_ERROR));
    assertThat(served.written()).hasSize(1);
  }

  @Test
  void shouldNotKnowWhenTheConnectionIsCut() throws Exception {
    KubeObject wanted = scaled("cut");
    served.server.requestFilter(r -> r.isWrite() ? new Fault.DropAfter() : Fault.NONE);

    assertThat(served.client.replace(ResourceKind.DEPLOYMENT, wanted, Effect.PERSIST))
        .isInstanceOfSatisfying(
            WriteAnswer.Unknown.class,
            unknown -> assertThat(unknown.fault().kind()).isEqualTo(Kind.NO_ANSWER));
    assertThat(served.written()).hasSize(1);
  }

  @Test
  void shouldNotKnowWhenTheAnswerIsLate() throws Exception {
    KubeObject wanted = scaled("late");
    served.server.requestFilter(
        r -> r.isWrite() ? new Fault.Delay(Duration.ofSeconds(3), Fault.NONE) : Fault.NONE);

    assertThat(served.client.replace(ResourceKind.DEPLOYMENT, wanted, Effect.PERSIST))
        .isInstanceOfSatisfying(
            WriteAnswer.Unknown.class,
            unknown -> assertThat(unknown.fault().kind()).isEqualTo(Kind.NO_ANSWER));
    await().atMost(Duration.ofSeconds(30)).until(() -> served.written().size() == 1);
  }

  @Test
  void shouldSendAWriteOnceWhateverTheAnswer() throws Exception {
    KubeObject wanted = scaled("once");
    served.server.requestFilter(r -> r.isWrite() ? new Fault.Refuse(503, 1) : Fault.NONE);

    assertThat(served.client.replace(ResourceKind.DEPLOYMENT, wanted, Effect.PERSIST))
        .isInstanceOf(WriteAnswer.Unknown.class);
    assertThat(served.written()).isEmpty();
  }

  @Test
  void shouldKnowThatNothingWasDoneWhenAskedForPatience() throws Exception {
    KubeObject wanted = scaled("patient");
    served.server.requestFilter(r -> r.isWrite() ? new Fault.Refuse(429, 2) : Fault.NONE);

    assertThat(served.client.replace(ResourceKind.DEPLOYMENT, wanted, Effect.PERSIST))
        .isInstanceOfSatisfying(
            WriteAnswer.Refused.class,
            refused -> assertThat(refused.fault().kind()).isEqualTo(Kind.TOO_MANY_REQUESTS));
  }

  @Test
  void shouldKnowThatNothingWasSentWhenNobodyListens() throws Exception {
    KubeObject wanted = scaled("alone");
    served.server.close();

    assertThat(served.client.replace(ResourceKind.DEPLOYMENT, wanted, Effect.PERSIST))
        .isInstanceOfAny(WriteAnswer.Refused.class, WriteAnswer.Unknown.class);
    assertThatThrownBy(() -> served.client.ping()).isInstanceOf(ClusterException.class);
  }

  @Test
  void shouldAnswerASignOfLife() throws Exception {
    served.client.ping();
  }

  private KubeObject scaled(String name) throws Exception {
    return served
        .put(deployment(name, 1))
        .edited(json -> json.withObject("/spec").put("replicas", 2));
  }
}
