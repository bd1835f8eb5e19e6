package io.reflexarc.actuator.errand;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.action.Objects;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.schemas.key.TargetKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whom a change reaches: who pauses a Deployment has paused its pods. */
class ReachTest {

  private static final KubeObject POD =
      Objects.object(
          "{'kind':'Pod','metadata':{'name':'web-5d9c-x1','namespace':'shop',"
              + "'labels':{'pod-template-hash':'5d9c'},"
              + "'ownerReferences':[{'kind':'ReplicaSet','name':'web-5d9c','controller':true}]}}");

  @Test
  void shouldReachAPodsDeployment() {
    assertThat(Reach.of(POD, "local").map(TargetKey::toString))
        .containsExactly("local/shop/Pod/web-5d9c-x1", "local/shop/Deployment/web");
  }

  @Test
  void shouldReachAPodsRollout() {
    KubeObject pod =
        Objects.object(
            "{'kind':'Pod','metadata':{'name':'web-5d9c-x1','namespace':'shop',"
                + "'labels':{'rollouts-pod-template-hash':'5d9c'},"
                + "'ownerReferences':[{'kind':'ReplicaSet','name':'web-5d9c','controller':true}]}}");

    assertThat(Reach.of(pod, "local").map(TargetKey::toString))
        .containsExactly("local/shop/Pod/web-5d9c-x1", "local/shop/Rollout/web");
  }

  @Test
  void shouldReachAnyOtherController() {
    KubeObject pod =
        Objects.object(
            "{'kind':'Pod','metadata':{'name':'db-0','namespace':'shop',"
                + "'ownerReferences':[{'kind':'StatefulSet','name':'db','controller':true}]}}");

    assertThat(Reach.of(pod, "local").map(TargetKey::toString))
        .containsExactly("local/shop/Pod/db-0", "local/shop/StatefulSet/db");
  }

  @Test
  void shouldReachOnlyItselfWhenItIsNoPod() {
    KubeObject node = Objects.object("{'kind':'Node','metadata':{'name':'node-1'}}");

    assertThat(Reach.of(node, "local").map(TargetKey::toString))
        .containsExactly("local//Node/node-1");
  }

  @Test
  void shouldHappenInTheNamespacesOfAllObjects() {
    KubeObject node = Objects.object("{'kind':'Node','metadata':{'name':'node-1'}}");

    assertThat(Reach.namespaces(List.of(node, POD), TargetKey.parse("local//Node/node-1")))
        .containsExactly("shop");
  }
}
