package io.reflexarc.actuator.owner;

import static io.reflexarc.actuator.action.Objects.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.cluster.KubeObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose a field is, and what is said of it. */
class OwnersTest {

  private static final String IMAGE_ONLY =
      "{'f:spec': {'f:template': {'f:spec': {'f:containers': {'k:{\\\"name\\\":\\\"main\\\"}':"
          + " {'.': {}, 'f:image': {}}}}}}}";

  private static final Consumer<ObjectNode> OTHER_IMAGE =
      json -> json.withObject("/spec/template/spec/containers/0").put("image", "web:v3");
  private static final Consumer<ObjectNode> MORE_REPLICAS =
      json -> json.withObject("/spec").put("replicas", 5);
  private static final Consumer<ObjectNode> ONLY_OURS =
      json -> {
        json.withObject("/metadata")
            .withObjectProperty("annotations")
            .put("reflexarc.io/command", "c-1")
            .put("kubernetes.io/change-cause", "reflexarc");
        json.withObject("/status").put("replicas", 4);
      };

  @Test
  void shouldNameOwnerAndFieldAndWhatToDo() {
    KubeObject web =
        web(
            "'annotations': {'argocd.argoproj.io/tracking-id': 'ops_shop:apps/Deployment:shop/web'}",
            managed("argocd-controller", IMAGE_ONLY));

    assertThat(foreign(web, OTHER_IMAGE).map(found -> found.sentence(web)))
        .contains(
            "spec.template.spec.containers[main].image of Deployment web is managed by Argo CD"
                + " (ops/shop), which would set it back; change it in Git, or first take the"
                + " application out of automated sync: argocd app set ops/shop --sync-policy none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'annotations': {'argocd.argoproj.io/tracking-id': 'shop:apps/Deployment:shop/web'};"
            + " argocd-controller; ARGO_CD",
        "'labels': {'argocd.argoproj.io/instance': 'shop'}; argocd-controller; ARGO_CD",
        "'labels': {'app.kubernetes.io/instance': 'shop'}; argocd-controller; ARGO_CD",
        "'labels': {'kustomize.toolkit.fluxcd.io/name': 'apps'}; kustomize-controller; FLUX",
        "'labels': {'helm.toolkit.fluxcd.io/name': 'apps'}; helm-controller; FLUX",
        "'ownerReferences': [{'apiVersion': 'argoproj.io/v1alpha1', 'kind': 'Rollout', 'name': 'web',"
            + " 'controller': true}]; rollouts-controller; ARGO_ROLLOUTS",
        "'ownerReferences': [{'apiVersion': 'db.example/v1', 'kind': 'Cluster', 'name': 'db',"
            + " 'controller': true}]; db-operator; OPERATOR",
      },
      quoteCharacter = '`')
  void shouldKnowOwnersByTheirMarks(String marks, String manager, Owner.Kind kind) {
    KubeObject web = web(marks, managed(manager, IMAGE_ONLY));

    assertThat(foreign(web, OTHER_IMAGE).map(found -> found.owner().kind())).contains(kind);
    assertThat(foreign(web, MORE_REPLICAS)).isEmpty();
    assertThat(foreign(web, ONLY_OURS)).isEmpty();
  }

  @Test
  void shouldLetPassWhatAnOwnerDoesNotSetBackForNow() {
    KubeObject web =
        web(
            "'annotations': {'argocd.argoproj.io/tracking-id': 'shop:apps/Deployment:shop/web'},"
                + " 'labels': {'kustomize.toolkit.fluxcd.io/name': 'apps'}",
            "");
    List<Owner> owners = Owners.of(web).toList();

    assertThat(owners).extracting(Owner::kind).containsExactly(Owner.Kind.ARGO_CD, Owner.Kind.FLUX);
    assertThat(
            Owners.DEFAULT
                .foreign(web, web.edited(OTHER_IMAGE).json(), owners.subList(0, 1))
                .map(it -> it.owner().kind()))
        .contains(Owner.Kind.FLUX);
    assertThat(Owners.DEFAULT.foreign(web, web.edited(OTHER_IMAGE).json(), owners)).isEmpty();
  }

  @Test
  void shouldLetPassWhatNobodyOwns() {
    assertThat(
            foreign(web("'labels': {'app': 'web'}", managed("kubectl", IMAGE_ONLY)), OTHER_IMAGE))
        .isEmpty();
    assertThat(
            foreign(
                web("'labels': {'app.kubernetes.io/instance': 'web'}", managed("k9s", IMAGE_ONLY)),
                OTHER_IMAGE))
        .isEmpty();
  }

  @Test
  void shouldLetPassWhatHelmInstalledUnlessToldOtherwise() {
    KubeObject web =
        web("'annotations': {'meta.helm.sh/release-name': 'web'}", managed("helm", IMAGE_ONLY));

    assertThat(foreign(web, OTHER_IMAGE)).isEmpty();
    assertThat(
            Owners.named(List.of("helm"))
                .foreign(web, web.edited(OTHER_IMAGE).json(), Set.of())
                .map(found -> found.sentence(web)))
        .hasValueSatisfying(
            says -> assertThat(says).endsWith("change it in the release: helm rollback web"));
  }

  @Test
  void shouldCountTheManifestToo() {
    KubeObject byHandSince =
        web(
            "'labels': {'argocd.argoproj.io/instance': 'shop'}, 'annotations':"
                + " {'kubectl.kubernetes.io/last-applied-configuration':"
                + " '{\\\"spec\\\": {\\\"replicas\\\": 3}}'}",
            managed("argocd-controller", IMAGE_ONLY));

    assertThat(foreign(byHandSince, MORE_REPLICAS)).isPresent();
  }

  @Test
  void shouldTakeAllForTheirsWhereNothingTells() {
    KubeObject silent = web("'labels': {'argocd.argoproj.io/instance': 'shop'}", "");

    assertThat(foreign(silent, MORE_REPLICAS)).isPresent();
    assertThat(foreign(silent, ONLY_OURS)).isEmpty();
  }

  @Test
  void shouldNotTakeAnAutoscalersFieldForTheOperators() {
    String replicas = "{'f:spec': {'f:replicas': {}}}";
    KubeObject scaled =
        web(
            "'ownerReferences': [{'apiVersion': 'x/v1', 'kind': 'Shop', 'name': 's', 'controller':"
                + " true}]",
            managed("shop-operator", IMAGE_ONLY)
                + ", "
                + managed("kube-controller-manager", replicas));

    assertThat(foreign(scaled, MORE_REPLICAS)).isEmpty();
    assertThat(foreign(scaled, OTHER_IMAGE)).isPresent();
  }

  @Test
  void shouldHaveAPartWhereTheWholeIsTheirs() {
    KubeObject route =
        object(
            "{'kind': 'HTTPRoute', 'metadata': {'name': 'web', 'labels':"
                + " {'kustomize.toolkit.fluxcd.io/name': 'apps'}, 'managedFields': ["
                + managed("kustomize-controller", "{'f:spec': {'f:rules': {}}}")
                + "]}, 'spec': {'rules': [{'backendRefs': [{'name': 'a', 'weight': 1}]}]}}");

    assertThat(
            foreign(route, json -> json.withObject("/spec/rules/0/backendRefs/0").put("weight", 0)))
        .isPresent();
  }

  @Test
  void shouldNameWhatIsNotKnown() {
    assertThatThrownBy(() -> Owners.named(List.of("argocd")))
        .hasMessage(
            "'argocd' is not known, available: argo-cd, flux, helm, argo-rollouts, operator");
    assertThat(Owners.named(List.of(Owners.DEFAULT.words().split(",")))).isEqualTo(Owners.DEFAULT);
    assertThat(Owners.named(List.of("")).respected()).isEmpty();
  }

  private static Optional<Owners.Foreign> foreign(KubeObject object, Consumer<ObjectNode> change) {
    return Owners.DEFAULT.foreign(object, object.edited(change).json(), Set.of());
  }

  private static String managed(String manager, String fields) {
    return "{'manager': '"
        + manager
        + "', 'operation': 'Update', 'time': '2026-11-23T10:00:00Z', 'fieldsV1': "
        + fields
        + "}";
  }

  private static KubeObject web(String metadata, String managers) {
    return object(
        "{'kind': 'Deployment', 'metadata': {'name': 'web', 'namespace': 'shop', "
            + metadata
            + ", 'managedFields': ["
            + managers
            + "]}, 'spec': {'replicas': 3, 'template': {'spec': {'containers': [{'name': 'main',"
            + " 'image': 'web:v4'}]}}}}");
  }
}
