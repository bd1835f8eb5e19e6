package io.reflexarc.actuator.owner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.cluster.KubeObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who owns an object, by the marks that they leave on it, and what of a change is theirs.
 *
 * @param respected those whose fields are left alone
 */
public record Owners(Set<Owner.Kind> respected) {

  /**
   * All but Helm: it has no controller, so nothing sets back what is changed, and its next upgrade
   * is a newer order.
   */
  public static final Owners DEFAULT =
      new Owners(
          Set.of(
              Owner.Kind.ARGO_CD, Owner.Kind.FLUX, Owner.Kind.ARGO_ROLLOUTS, Owner.Kind.OPERATOR));

  /** All that are known, for people. */
  public static final String KNOWN =
      "of "
          + Arrays.stream(Owner.Kind.values())
              .map(Owner.Kind::word)
              .collect(Collectors.joining(", "));

  private static final String ARGO_TRACKING = "argocd.argoproj.io/tracking-id";
  private static final String ARGO_INSTANCE = "argocd.argoproj.io/instance";
  private static final String INSTANCE = "app.kubernetes.io/instance";
  private static final String ARGO_MANAGER = "argocd-controller";
  private static final String HELM_RELEASE = "meta.helm.sh/release-name";
  private static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  /** Controllers that are part of Kubernetes: they keep no more than they were asked for. */
  private static final Set<String> BUILT_IN =
      Set.of(
          "ReplicaSet",
          "Deployment",
          "StatefulSet",
          "DaemonSet",
          "ReplicationController",
          "Job",
          "CronJob",
          "Node",
          "Service");

  public Owners {
    respected = Set.copyOf(respected);
  }

  /**
   * Those of these words; an empty word is none.
   *
   * @throws IllegalArgumentException naming the word that is not known
   */
  public static Owners named(List<String> words) {
    return new Owners(
        words.stream()
            .filter(word -> !word.isEmpty())
            .map(Owner.Kind::named)
            .collect(Collectors.toSet()));
  }

  /** In alphabetical order, with commas. */
  public String words() {
    return respected.stream().map(Owner.Kind::word).sorted().collect(Collectors.joining(","));
  }

  /**
   * A field of somebody else's.
   *
   * @param owner whose
   * @param field which
   */
  public record Foreign(Owner owner, FieldPath field) {

    /** One sentence: whose, which, and what to do. */
    public String sentence(KubeObject object) {
      return field
          + " of "
          + object.kind()
          + " "
          + object.name()
          + " is managed by "
          + owner.kind().words()
          + " ("
          + owner.name()
          + "), which would set it back; "
          + owner.advice();
    }
  }

  /**
   * The first field that a write would change and that is somebody else's.
   *
   * @param before the object as it was read
   * @param after the object as it is to be
   */
  public Optional<Foreign> foreign(KubeObject before, ObjectNode after) {
    List<Owner> owners = of(before).filter(owner -> respected.contains(owner.kind())).toList();
    if (owners.isEmpty()) {
      return Optional.empty();
    }
    return FieldPath.changed(before.json(), after).stream()
        .flatMap(
            field ->
                owners.stream()
                    .filter(owner -> owner.manages(before, field))
                    .map(owner -> new Foreign(owner, field)))
        .findFirst();
  }

  private static Stream<Owner> of(KubeObject object) {
    return Stream.of(argoCd(object), flux(object), helm(object), controller(object))
        .flatMap(Optional::stream);
  }

  private static Optional<Owner> argoCd(KubeObject object) {
    return object
        .annotation(ARGO_TRACKING)
        .map(id -> id.split(":", 2)[0])
        .or(() -> object.label(ARGO_INSTANCE))
        .or(() -> object.label(INSTANCE).filter(app -> writtenBy(object, ARGO_MANAGER)))
        .map(app -> new Owner(Owner.Kind.ARGO_CD, app.replaceFirst("_", "/")));
  }

  private static Optional<Owner> flux(KubeObject object) {
    return flux(object, "kustomize.toolkit.fluxcd.io", "kustomization")
        .or(() -> flux(object, "helm.toolkit.fluxcd.io", "helmrelease"));
  }

  private static Optional<Owner> flux(KubeObject object, String group, String kind) {
    return object
        .label(group + "/name")
        .map(
            name ->
                new Owner(
                    Owner.Kind.FLUX,
                    kind
                        + " "
                        + name
                        + " -n "
                        + object.label(group + "/namespace").orElse(object.namespace())));
  }

  private static Optional<Owner> helm(KubeObject object) {
    return object
        .annotation(HELM_RELEASE)
        .or(() -> object.label(INSTANCE).filter(name -> managedBy(object, "Helm")))
        .map(release -> new Owner(Owner.Kind.HELM, release));
  }

  private static Optional<Owner> controller(KubeObject object) {
    for (JsonNode reference : object.at("/metadata/ownerReferences")) {
      String kind = reference.path("kind").asText();
      if (reference.path("controller").asBoolean() && !BUILT_IN.contains(kind)) {
        boolean rollout = reference.path("apiVersion").asText().startsWith("argoproj.io/");
        String name = reference.path("name").asText();
        return Optional.of(
            rollout
                ? new Owner(Owner.Kind.ARGO_ROLLOUTS, name)
                : new Owner(Owner.Kind.OPERATOR, kind + " " + name));
      }
    }
    return Optional.empty();
  }

  private static boolean writtenBy(KubeObject object, String manager) {
    return FieldWriter.of(object).stream().anyMatch(each -> each.name().equals(manager));
  }

  private static boolean managedBy(KubeObject object, String who) {
    return object.label(MANAGED_BY).filter(who::equals).isPresent();
  }
}
