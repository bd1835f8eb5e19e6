package io.reflexarc.actuator.owner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.schemas.owner.DeliveryMark;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody who manages an object from elsewhere.
 *
 * @param kind what it is
 * @param name which one: the application, the release, or kind and name of what an operator keeps
 * @param mark by which it is known; empty for those who own by {@code ownerReferences}
 */
public record Owner(Kind kind, String name, Optional<DeliveryMark> mark) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  /** Managers whose writes are not an operator's. */
  private static final Set<String> NO_OPERATORS =
      Set.of("reflexarc-actuator", "kube-controller-manager", "kubelet");

  /** What may own an object. */
  public enum Kind {
    ARGO_CD("Argo CD", Set.of("argocd-controller", "argocd-application-controller")),
    FLUX("Flux", Set.of("kustomize-controller", "helm-controller")),
    HELM("Helm", Set.of("helm")),
    ARGO_ROLLOUTS("Argo Rollouts", Set.of("rollouts-controller")),
    OPERATOR("an operator", Set.of());

    private final String words;
    private final Set<String> managers;

    Kind(String words, Set<String> managers) {
      this.words = words;
      this.managers = managers;
    }

    /** As in the configuration: {@code argo-cd}. */
    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The kind of that word.
     *
     * @throws IllegalArgumentException when there is none
     */
    static Kind named(String word) {
      return Arrays.stream(values())
          .filter(kind -> kind.word().equals(word))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "'" + word + "' is not known, available: " + Owners.KNOWN.substring(3)));
    }

    /** For people. */
    public String words() {
      return words;
    }
  }

  /** The one that left a mark. */
  static Owner of(DeliveryMark mark) {
    return switch (mark.system()) {
      case DeliveryMark.ARGO_CD -> new Owner(Kind.ARGO_CD, mark.reference(), Optional.of(mark));
      case DeliveryMark.FLUX ->
          new Owner(
              Kind.FLUX,
              mark.kind().toLowerCase(Locale.ROOT) + " " + mark.name() + " -n " + mark.namespace(),
              Optional.of(mark));
      default -> new Owner(Kind.HELM, mark.name(), Optional.of(mark));
    };
  }

  /** What to do instead, or to allow it: a clause. */
  public String advice() {
    return switch (kind) {
      case ARGO_CD ->
          "change it in Git, or first take the application out of automated sync: argocd app set "
              + name
              + " --sync-policy none";
      case FLUX -> "change it in Git, or first suspend it: flux suspend " + name;
      case HELM -> "change it in the release: helm rollback " + name;
      case ARGO_ROLLOUTS -> "change it there: kubectl argo rollouts undo " + name;
      case OPERATOR -> "change it in " + name + ", from which it is made";
    };
  }

  /**
   * Whether a field of an object is this owner's. What it wrote last is; so is what its manifest
   * names, also when somebody else has written it since, for it will be set back. Where neither
   * tells anything, everything is.
   */
  public boolean manages(KubeObject object, FieldPath path) {
    List<FieldWriter> all = FieldWriter.of(object);
    List<FieldWriter> its = all.stream().filter(this::isIts).toList();
    JsonNode manifest = kind == Kind.OPERATOR ? MissingNode.getInstance() : manifest(object);
    boolean tells = !its.isEmpty() || !manifest.isMissingNode();
    return !tells && (kind != Kind.OPERATOR || all.isEmpty())
        || its.stream().anyMatch(manager -> manager.has(path))
        || !path.in(manifest).isMissingNode();
  }

  /** Whose managers are not known by name, they are all those that are nobody else's. */
  private boolean isIts(FieldWriter manager) {
    return kind == Kind.OPERATOR
        ? !NO_OPERATORS.contains(manager.name()) && !manager.name().startsWith("kubectl")
        : kind.managers.contains(manager.name());
  }

  private static JsonNode manifest(KubeObject object) {
    Optional<String> text = object.annotation(LAST_APPLIED);
    try {
      return text.isPresent() ? JSON.readTree(text.get()) : MissingNode.getInstance();
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
