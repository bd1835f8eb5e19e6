package io.reflexarc.actuator.action.through;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import java.util.Arrays;
import java.util.Optional;

/** The objects that deliver workloads, and the field of each by which it does so by itself. */
public enum Automation {
  /** {@code spec.syncPolicy.automated}: there, unless it says that it is not enabled. */
  ARGO_CD(ResourceKind.APPLICATION, "/spec/syncPolicy", "automated"),

  /** {@code spec.suspend} of manifests. */
  KUSTOMIZATION(ResourceKind.KUSTOMIZATION, "/spec", "suspend"),

  /** {@code spec.suspend} of a chart. */
  HELM_RELEASE(ResourceKind.HELM_RELEASE, "/spec", "suspend");

  private final ResourceKind kind;
  private final String parent;
  private final String name;

  Automation(ResourceKind kind, String parent, String name) {
    this.kind = kind;
    this.parent = parent;
    this.name = name;
  }

  /** Of which kind the object is. */
  public ResourceKind kind() {
    return kind;
  }

  /** That of objects of a kind; empty where such objects deliver nothing. */
  static Optional<Automation> of(String kind) {
    return Arrays.stream(values()).filter(each -> each.kind.kind().equals(kind)).findFirst();
  }

  /** The field, as people write it: {@code spec.suspend}. */
  String field() {
    return parent.substring(1).replace('/', '.') + "." + name;
  }

  /** What the field says; a missing node where it is not there. */
  JsonNode said(KubeObject object) {
    return object.at(parent + "/" + name);
  }

  /** Whether it delivers by itself. */
  public boolean runs(KubeObject object) {
    JsonNode said = said(object);
    return this == ARGO_CD
        ? said.isObject() && said.path("enabled").asBoolean(true)
        : !said.asBoolean(false);
  }

  /** Keeps one that runs from delivering by itself. */
  void suspend(ObjectNode object) {
    if (this == ARGO_CD) {
      object.withObject(parent).remove(name);
    } else {
      object.withObject(parent).put(name, true);
    }
  }

  /** The field says again what it said; a missing node takes it away. */
  void restore(ObjectNode object, JsonNode said) {
    if (said.isMissingNode()) {
      object.withObject(parent).remove(name);
    } else {
      object.withObject(parent).set(name, said.deepCopy());
    }
  }
}
