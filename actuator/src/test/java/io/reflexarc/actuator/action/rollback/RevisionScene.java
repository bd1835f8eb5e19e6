package io.reflexarc.actuator.action.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.Manifests;
import io.reflexarc.actuator.action.ActionScene;
import io.reflexarc.actuator.action.Site;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.List;

/** A Deployment goes back from revision 2 to 1. */
public final class RevisionScene implements ActionScene {

  @Override
  public RemediationCommand order(Site site) throws Exception {
    return Commands.rollback("c-1", Manifests.twoRevisions(site, "web"), "2", "1");
  }

  @Override
  public String sentence() {
    return "set web from revision 2 to revision 1";
  }

  @Override
  public List<String> effects() {
    return List.of("Deployment/web");
  }

  @Override
  public Place object() {
    return new Place(ResourceKind.DEPLOYMENT, "web");
  }

  @Override
  public void assertDone(Site site) throws Exception {
    KubeObject web = site.at(ResourceKind.DEPLOYMENT, "web");
    assertThat(web.text("/spec/template/metadata/labels/version")).isEqualTo("v3");
    assertThat(web.json().toString()).doesNotContain("pod-template-hash");
  }

  /** A human releases v5. */
  @Override
  public void meddle(Site site) throws Exception {
    site.edit(
        ResourceKind.DEPLOYMENT,
        "web",
        json -> json.withObject("/spec/template/metadata/labels").put("version", "v5"));
  }

  @Override
  public List<Mistake> mistakes() {
    return List.of(
        new Mistake("kind", "", "parameters.kind is missing"),
        new Mistake("kind", "upgrade", "parameters.kind 'upgrade' is not known"),
        new Mistake("toRevision", "eleven", "parameters.toRevision is not a revision"),
        new Mistake("toRevision", "2", "parameters.toRevision 2 is where it comes from"),
        new Mistake("fromRevision", "", "parameters.fromRevision is missing"),
        new Mistake("object", "web", "is not cluster/namespace/Kind/name"),
        new Mistake("object", "local/shop/Service/web", "available: Deployment"),
        new Mistake(
            "object", "local/kube-system/Deployment/web", "not in the cluster and namespace"),
        new Mistake("object", "local/shop/Deployment/other", "preconditions has no entry for"));
  }

  @Override
  public String toString() {
    return "rollback of a Deployment";
  }
}
