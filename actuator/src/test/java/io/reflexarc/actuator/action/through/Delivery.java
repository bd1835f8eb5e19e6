package io.reflexarc.actuator.action.through;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.Manifests;
import io.reflexarc.actuator.action.Site;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.time.Instant;
import java.util.Map;

/** Deployment {@code web} of two revisions, and who delivers it. */
public final class Delivery {

  /** When a lease of these commands is over. */
  public static final Instant UNTIL = Commands.ISSUED.plusSeconds(7_200);

  private static final Map<ResourceKind, String> LABELS =
      Map.of(
          ResourceKind.KUSTOMIZATION, "kustomize.toolkit.fluxcd.io",
          ResourceKind.HELM_RELEASE, "helm.toolkit.fluxcd.io");

  private Delivery() {}

  /** Deployment {@code web}, delivered by {@code apps} of a kind, which delivers by itself. */
  public static KubeObject web(Site site, ResourceKind by) throws Exception {
    Manifests.twoRevisions(site, "web");
    deliverer(site, by);
    return site.edit(ResourceKind.DEPLOYMENT, "web", json -> mark(json, by));
  }

  /** StatefulSet {@code db}, likewise. */
  public static KubeObject db(Site site, ResourceKind by) throws Exception {
    Manifests.statefulSet(site, "db");
    deliverer(site, by);
    return site.edit(ResourceKind.STATEFUL_SET, "db", json -> mark(json, by));
  }

  private static void deliverer(Site site, ResourceKind by) throws Exception {
    ObjectNode deliverer = Manifests.object(by, "apps");
    if (by.equals(ResourceKind.APPLICATION)) {
      deliverer.withObject("/spec/syncPolicy").putArray("syncOptions").add("CreateNamespace=true");
      deliverer.withObject("/spec/syncPolicy/automated").put("selfHeal", true).put("prune", false);
    } else {
      deliverer.withObject("/spec").put("interval", "5m");
    }
    site.put(deliverer);
  }

  private static void mark(ObjectNode web, ResourceKind by) {
    if (by.equals(ResourceKind.APPLICATION)) {
      web.withObject("/metadata")
          .withObjectProperty("annotations")
          .put("argocd.argoproj.io/tracking-id", "shop_apps:apps/Deployment:shop/web");
    } else {
      web.withObject("/metadata/labels")
          .put(LABELS.get(by) + "/name", "apps")
          .put(LABELS.get(by) + "/namespace", "shop");
    }
  }

  /** The application has deployed revision 1 of {@code web} as {@code aaa}, 2 as {@code bbb}. */
  public static void history(Site site) throws Exception {
    KubeObject kept = site.at(ResourceKind.REPLICA_SET, "web-hash1");
    Instant made = Instant.parse(kept.text("/metadata/creationTimestamp"));
    site.edit(
        ResourceKind.APPLICATION,
        "apps",
        json -> {
          ArrayNode history = json.withObject("/status").putArray("history");
          entry(history, 0, "000", made.minusSeconds(3_600));
          entry(history, 1, "aaa", made.minusSeconds(5));
          entry(history, 2, "bbb", made.plusSeconds(3_600));
        });
  }

  private static void entry(ArrayNode history, int id, String revision, Instant at) {
    ObjectNode entry = history.addObject().put("id", id).put("revision", revision);
    entry.put("deployStartedAt", at.toString()).put("deployedAt", at.plusSeconds(10).toString());
    entry.putObject("source").put("repoURL", "https://git.example/shop").put("path", "apps");
  }

  /** Back from revision 2 to 1, through who delivers. */
  public static RemediationCommand back(KubeObject web, String action) {
    return Commands.with(
        Commands.rollback("c-1", web, "2", "1"),
        c -> {
          c.setAction(action);
          c.getParameters().put("until", UNTIL.toString());
        });
  }

  /** What Argo CD does with an operation that was asked for. */
  public static void deploy(Site site, String phase) throws Exception {
    KubeObject application = site.at(ResourceKind.APPLICATION, "apps");
    if (!application.at("/operation").isObject()) {
      return;
    }
    if (phase.equals("Succeeded")) {
      site.edit(
          ResourceKind.DEPLOYMENT,
          "web",
          json ->
              json.withObject("/spec")
                  .set("template", template(application.text("/operation/sync/revision"))));
    }
    site.edit(
        ResourceKind.APPLICATION,
        "apps",
        json -> {
          ObjectNode state = json.withObject("/status/operationState").put("phase", phase);
          state.set("operation", json.remove("operation"));
        });
  }

  private static ObjectNode template(String revision) {
    String version = revision.equals("aaa") ? "v3" : "v4";
    return (ObjectNode)
        Manifests.workload(ResourceKind.DEPLOYMENT, "web", version).at("/spec/template");
  }
}
