package io.reflexarc.actuator.action.fence;

import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.pods.Pod;
import io.reflexarc.actuator.cluster.KubeObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who leads, by a Lease. Its holder calls itself what it likes: mostly the host name of its pod
 * with something behind it ({@code web-1_6f1c…}), its uid or its address. A holder that cannot be
 * told to be another pod might be the very one that is to be fenced.
 *
 * @param name of the Lease
 * @param lease as it is, empty when it is gone
 * @param there the pods of its namespace
 */
record Leadership(String name, Optional<KubeObject> lease, List<Pod> there) {

  /**
   * The lease outlasts a delete that is sent now: until then nobody may take it from its holder.
   */
  private static final Duration MARGIN = Duration.ofSeconds(2);

  Leadership {
    there = List.copyOf(there);
  }

  /** Why a pod may not be fenced; empty when another one is seen to lead. */
  Optional<Outcome> objection(Pod claimant, Instant now) {
    String holder = lease.map(found -> found.text("/spec/holderIdentity")).orElse("");
    if (holder.isEmpty() || !now.isBefore(validUntil())) {
      return not("nobody holds lease " + name + " now, so nobody can be told from the leader");
    }
    if (!now.plus(MARGIN).isBefore(validUntil())) {
      return not("lease " + name + " is about to run out, so anybody may lead in a moment");
    }
    if (isNameOf(holder, claimant)) {
      return not("pod " + claimant.name() + " holds lease " + name + " itself");
    }
    return there.stream().anyMatch(pod -> isNameOf(holder, pod))
        ? Optional.empty()
        : not(
            "lease "
                + name
                + " is held by '"
                + holder
                + "', which is no pod that is there: it may be pod "
                + claimant.name());
  }

  private Instant validUntil() {
    try {
      KubeObject found = lease.orElseThrow();
      return Instant.parse(found.text("/spec/renewTime"))
          .plusSeconds(found.number("/spec/leaseDurationSeconds", 0));
    } catch (DateTimeException e) {
      return Instant.MIN;
    }
  }

  private static boolean isNameOf(String holder, Pod pod) {
    return Stream.concat(Stream.of(holder), Arrays.stream(holder.split("[^-A-Za-z0-9.]+")))
        .anyMatch(part -> names(pod).anyMatch(name -> isName(part, name)));
  }

  private static boolean isName(String part, String name) {
    return part.equals(name) || part.startsWith(name + ".");
  }

  private static Stream<String> names(Pod pod) {
    KubeObject object = pod.object();
    boolean asNode = object.at("/spec/hostNetwork").asBoolean();
    return Stream.of(
            pod.name(),
            object.uid(),
            object.text("/status/podIP"),
            asNode ? object.text("/spec/nodeName") : "")
        .filter(name -> !name.isEmpty());
  }

  private static Optional<Outcome> not(String reason) {
    return Optional.of(new Outcome.Superseded(reason));
  }
}
