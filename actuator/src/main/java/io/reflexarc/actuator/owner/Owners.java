package io.reflexarc.actuator.owner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.schemas.owner.DeliveryMark;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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

  private static final String ARGO_MANAGER = "argocd-controller";
  private static final String ROLLOUT = "Rollout";

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
   * @param stayed owners that stand still while the plan is carried out, and so set nothing back
   * @param before the object as it was read
   * @param after the object as it is to be
   */
  public Optional<Foreign> foreign(KubeObject before, ObjectNode after, Collection<Owner> stayed) {
    List<Owner> owners =
        of(before)
            .filter(owner -> respected.contains(owner.kind()) && !stayed.contains(owner))
            .toList();
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

  /** All owners of an object that are known, the one nearest to who decides first. */
  public static Stream<Owner> of(KubeObject object) {
    List<DeliveryMark> marks =
        DeliveryMark.all(object.labels(), object.annotations(), object.namespace());
    return Stream.of(
            byInstance(object, marks).stream(), marks.stream().map(Owner::of), controller(object))
        .flatMap(Function.identity());
  }

  /** Argo CD, where it tracks by a label that others use, too, and so no mark tells of it. */
  private static Optional<Owner> byInstance(KubeObject object, List<DeliveryMark> marks) {
    boolean known = marks.stream().anyMatch(mark -> mark.system().equals(DeliveryMark.ARGO_CD));
    return known || !writtenBy(object, ARGO_MANAGER)
        ? Optional.empty()
        : DeliveryMark.argoCdByInstance(object.labels()).map(Owner::of);
  }

  private static Stream<Owner> controller(KubeObject object) {
    for (JsonNode reference : object.at("/metadata/ownerReferences")) {
      String kind = reference.path("kind").asText();
      if (reference.path("controller").asBoolean() && !BUILT_IN.contains(kind)) {
        String name = reference.path("name").asText();
        return Stream.of(
            kind.equals(ROLLOUT)
                ? new Owner(Owner.Kind.ARGO_ROLLOUTS, name, Optional.empty())
                : new Owner(Owner.Kind.OPERATOR, kind + " " + name, Optional.empty()));
      }
    }
    return Stream.empty();
  }

  private static boolean writtenBy(KubeObject object, String manager) {
    return FieldWriter.of(object).stream().anyMatch(each -> each.name().equals(manager));
  }
}
