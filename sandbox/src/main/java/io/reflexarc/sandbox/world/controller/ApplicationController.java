package io.reflexarc.sandbox.world.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.store.StoreEvent;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.api.type.ResourceType;
import io.reflexarc.sandbox.world.cluster.Cluster;
import io.reflexarc.sandbox.world.cluster.WorkQueue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Argo CD as far as stories need it: the Deployments of an Application come from Git. Automated
 * sync brings a new commit, self-heal sets back what others change, seconds later; an {@code
 * operation} brings the commit that it names, of the resources that it names, and is told of in
 * {@code status.operationState}. Only a sync of everything appears in {@code status.history}.
 */
public final class ApplicationController {
  /** As its own definition of the resource says: no status apart. */
  static final ResourceType APPLICATIONS =
      ResourceType.namespaced("argoproj.io", "v1alpha1", "applications", "Application");

  private static final String MANAGER = "argocd-controller";
  private static final String TRACKING = "argocd.argoproj.io/tracking-id";
  private static final Duration LOOKS_AFTER = Duration.ofSeconds(2);
  private static final String OPERATION = "operation";

  private final Cluster cluster;
  private final WorkQueue queue;

  /** Starts to reconcile on changes of Applications, of what they bring, and of Git. */
  public ApplicationController(Cluster cluster) {
    this.cluster = cluster;
    this.queue = new WorkQueue("argocd", cluster.clock(), LOOKS_AFTER, this::reconcile);
    cluster.observe(APPLICATIONS, this::look);
    cluster.observe(BuiltInTypes.CONFIG_MAPS, this::look);
    cluster.observe(BuiltInTypes.DEPLOYMENTS, this::look);
  }

  private void look(StoreEvent event) {
    cluster.all(APPLICATIONS).stream().map(ObjectKey::of).forEach(queue::add);
  }

  private void reconcile(ObjectKey key) {
    ObjectNode application = cluster.find(APPLICATIONS, key);
    if (application == null) {
      return;
    }
    GitRepository git = repository(application);
    if (application.path(OPERATION).isObject()) {
      begin(application);
    } else if (application.at("/status/operationState/phase").asText().equals("Running")) {
      operate(application, git);
    } else {
      follow(application, git);
    }
  }

  private GitRepository repository(ObjectNode application) {
    String name = GitRepository.named(application.at("/spec/source/repoURL").asText());
    ObjectNode held =
        cluster.find(
            BuiltInTypes.CONFIG_MAPS, new ObjectKey(Metadata.namespace(application), name));
    return new GitRepository(held == null ? application.path("none") : held.path("data"));
  }

  private void begin(ObjectNode application) {
    edit(
        application,
        latest -> {
          ObjectNode state = latest.withObjectProperty("status").putObject("operationState");
          state.put("phase", "Running").put("startedAt", cluster.timestamp());
          state.set(OPERATION, latest.remove(OPERATION));
        });
  }

  private void operate(ObjectNode application, GitRepository git) {
    JsonNode sync = application.at("/status/operationState/operation/sync");
    String commit = sync.path("revision").asText();
    Optional<List<ObjectNode>> manifests = git.manifests(commit);
    String started = cluster.timestamp();
    manifests.ifPresent(all -> bring(application, all, isAskedFor(sync.path("resources"))));
    edit(
        application,
        latest -> {
          ((ObjectNode) latest.at("/status/operationState"))
              .put("phase", manifests.isPresent() ? "Succeeded" : "Failed")
              .put("finishedAt", cluster.timestamp());
          if (manifests.isPresent() && sync.path("resources").isEmpty()) {
            remember(latest, commit, started);
          }
        });
  }

  private static Predicate<ObjectNode> isAskedFor(JsonNode resources) {
    return manifest -> {
      for (JsonNode resource : resources) {
        if (resource.path("name").asText().equals(Metadata.name(manifest))
            && resource.path("kind").equals(manifest.path("kind"))) {
          return true;
        }
      }
      return resources.isEmpty();
    };
  }

  /** What automated sync does, and what is told whether or not it is on. */
  private void follow(ObjectNode application, GitRepository git) {
    String head = git.head();
    Optional<List<ObjectNode>> manifests = git.manifests(head);
    if (manifests.isEmpty()) {
      return;
    }
    JsonNode automated = application.at("/spec/syncPolicy/automated");
    boolean runs = automated.isObject() && automated.path("enabled").asBoolean(true);
    boolean isNew = !head.equals(newest(application));
    boolean drifts = !manifests.get().stream().allMatch(each -> holds(application, each));
    String started = cluster.timestamp();
    boolean brings = runs && (isNew || drifts && automated.path("selfHeal").asBoolean());
    if (brings) {
      bring(application, manifests.get(), any -> true);
    }
    tell(application, head, drifts && !brings, brings && isNew ? started : "");
  }

  private static String newest(ObjectNode application) {
    JsonNode history = application.at("/status/history");
    return history.path(history.size() - 1).path("revision").asText();
  }

  private boolean holds(ObjectNode application, ObjectNode manifest) {
    ObjectNode live = cluster.find(BuiltInTypes.DEPLOYMENTS, ObjectKey.of(manifest));
    return live != null && Manifest.holds(tracked(application, manifest), live);
  }

  private void bring(
      ObjectNode application, List<ObjectNode> manifests, Predicate<ObjectNode> which) {
    for (ObjectNode manifest : manifests) {
      if (which.test(manifest)) {
        ObjectNode wanted = tracked(application, manifest);
        ObjectNode live = cluster.find(BuiltInTypes.DEPLOYMENTS, ObjectKey.of(manifest));
        if (live == null) {
          cluster.create(BuiltInTypes.DEPLOYMENTS, wanted, MANAGER);
        } else if (!Manifest.holds(wanted, live)) {
          cluster.edit(
              BuiltInTypes.DEPLOYMENTS, live, MANAGER, latest -> Manifest.apply(wanted, latest));
        }
      }
    }
  }

  private static ObjectNode tracked(ObjectNode application, ObjectNode manifest) {
    ObjectNode tracked = manifest.deepCopy();
    Metadata.of(tracked)
        .withObjectProperty("annotations")
        .put(
            TRACKING,
            "%s_%s:apps/%s:%s/%s"
                .formatted(
                    Metadata.namespace(application),
                    Metadata.name(application),
                    manifest.path("kind").asText(),
                    Metadata.namespace(manifest),
                    Metadata.name(manifest)));
    return tracked;
  }

  private void tell(ObjectNode application, String head, boolean drifts, String brought) {
    String state = drifts ? "OutOfSync" : "Synced";
    JsonNode sync = application.at("/status/sync");
    boolean same =
        sync.path("status").asText().equals(state) && sync.path("revision").asText().equals(head);
    if (same && brought.isEmpty()) {
      return;
    }
    edit(
        application,
        latest -> {
          ObjectNode status = latest.withObjectProperty("status");
          status.putObject("sync").put("status", state).put("revision", head);
          if (!brought.isEmpty()) {
            remember(latest, head, brought);
          }
        });
  }

  private void remember(ObjectNode application, String commit, String started) {
    ArrayNode history = application.withObjectProperty("status").withArrayProperty("history");
    ObjectNode entry = history.addObject().put("id", history.size() - 1).put("revision", commit);
    entry.put("deployStartedAt", started).put("deployedAt", cluster.timestamp());
    entry.set("source", application.at("/spec/source").deepCopy());
  }

  private void edit(ObjectNode application, Consumer<ObjectNode> change) {
    cluster.edit(APPLICATIONS, application, MANAGER, change);
  }
}
