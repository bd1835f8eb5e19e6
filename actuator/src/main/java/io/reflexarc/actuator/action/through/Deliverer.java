package io.reflexarc.actuator.action.through;

import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.ClusterReader;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.owner.Owner;
import io.reflexarc.actuator.owner.Owners;
import io.reflexarc.schemas.owner.DeliveryMark;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The object that delivers a workload.
 *
 * @param owner as the workload's mark names it; empty where it was not found by that
 * @param automation its kind
 * @param object as it is
 */
record Deliverer(Optional<Owner> owner, Automation automation, KubeObject object) {

  /**
   * That of a workload, by the workload's own mark: no command names it, so none can mean another.
   *
   * @param available the kinds that are meant
   * @param home where it is when the mark does not tell
   * @return empty when the workload has none of these, or it is not there
   */
  static Optional<Deliverer> look(
      KubeObject workload, List<Automation> available, String home, ClusterReader cluster)
      throws ClusterException {
    for (Owner owner : Owners.of(workload).toList()) {
      Optional<Automation> automation =
          owner.mark().map(DeliveryMark::kind).flatMap(Automation::of).filter(available::contains);
      if (automation.isPresent()) {
        DeliveryMark mark = owner.mark().orElseThrow();
        String namespace = mark.namespace().isEmpty() ? home : mark.namespace();
        return cluster
            .get(automation.get().kind(), namespace, mark.name())
            .map(found -> new Deliverer(Optional.of(owner), automation.get(), found));
      }
    }
    return Optional.empty();
  }

  /** {@code Application argocd/shop}. */
  String words() {
    return words(object);
  }

  static String words(KubeObject object) {
    return object.kind() + " " + object.namespace() + "/" + object.name();
  }

  /** Whether it delivers by itself. */
  boolean runs() {
    return automation.runs(object);
  }

  Optional<Lease> lease() {
    return Lease.on(object);
  }

  /** Whether it stands still for a command. */
  boolean isHeldBy(String command) {
    return lease().filter(lease -> lease.isHeldBy(command)).isPresent();
  }

  /** It stands still for a holder: from now on, or as it does for others already. */
  KubeObject suspended(String command, Lease.Holder holder) {
    Lease lease =
        runs()
            ? Lease.of(automation.said(object), command, holder)
            : lease().orElseThrow().with(command, holder);
    return object.edited(
        json -> {
          if (runs()) {
            automation.suspend(json);
          }
          lease.putOn(json);
        });
  }

  /**
   * It stands still for a command no longer, and delivers again if that was the last one. What
   * another hand has set since stays.
   */
  KubeObject handedBack(String command) {
    Lease lease = lease().orElseThrow();
    Optional<Lease> left = runs() ? Optional.empty() : lease.without(command);
    return object.edited(
        json -> {
          if (left.isPresent()) {
            left.get().putOn(json);
            return;
          }
          Lease.takeOff(json);
          if (!runs()) {
            automation.restore(json, lease.former());
          }
        });
  }

  /** What a suspension is in words. */
  Change suspension(Instant until) {
    return new Change(said(), Map.of(automation.field(), "suspended until " + until));
  }

  /** What handing back is in words. */
  Change handOver(KubeObject back) {
    return new Change(said(), Map.of(automation.field(), text(automation.said(back).toString())));
  }

  private Map<String, String> said() {
    return Map.of(automation.field(), text(automation.said(object).toString()));
  }

  private static String text(String said) {
    return said.isEmpty() ? "absent" : said;
  }
}
