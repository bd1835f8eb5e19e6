package io.reflexarc.actuator.action.drain;

import io.reflexarc.actuator.action.pods.Budgets;
import io.reflexarc.actuator.action.pods.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The pods on a node: those that shall go, those on their way, and those that stay, because their
 * node alone runs them, nobody would make them anew, or Kubernetes evicts no such pod.
 *
 * @param all on the node
 * @param budgets of their namespaces
 */
record Lodgers(List<Pod> all, Budgets budgets) {

  /** No node that this release was made for has more pods. */
  static final int MOST = 500;

  /** So long after its time a pod may still be there before it is no longer waited for. */
  private static final Duration OVERDUE = Duration.ofSeconds(30);

  private static final int MOST_NAMED = 3;

  Lodgers {
    all = all.stream().sorted(Comparator.comparing(Pod::title)).toList();
  }

  /** Whether they are more than a node has. */
  boolean tooMany() {
    return all.size() > MOST;
  }

  /** Those that are still to be asked to go. */
  List<Pod> going() {
    return moving().stream().filter(pod -> !pod.isLeaving() && !neverGoes(pod)).toList();
  }

  /** How many are on their way out, and still expected to be gone in time. */
  int onTheirWay(Instant now) {
    return (int)
        moving().stream()
            .flatMap(pod -> pod.goneBy().stream())
            .filter(by -> now.isBefore(by.plus(OVERDUE)))
            .count();
  }

  /**
   * The next to go; empty when the budgets let none go now. Each second another has the first turn,
   * so that one which is refused for a reason that cannot be seen does not stop the others.
   */
  Optional<Pod> next(Instant now) {
    List<Pod> free = going().stream().filter(pod -> budgets.keeps(pod).isEmpty()).toList();
    return free.isEmpty()
        ? Optional.empty()
        : Optional.of(free.get((int) Math.floorMod(now.getEpochSecond(), (long) free.size())));
  }

  /** Why none may go now, from one that would. */
  String obstacle() {
    return going().stream()
        .flatMap(pod -> budgets.keeps(pod).stream())
        .findFirst()
        .orElse("they are on their way");
  }

  /** Who stays, in words; empty when nobody does. */
  String staying() {
    List<String> words = new ArrayList<>();
    count(words, all.stream().filter(Lodgers::isDaemon).count(), " of DaemonSets");
    count(words, all.stream().filter(pod -> !isDaemon(pod) && pod.isStatic()).count(), " static");
    named(words, all.stream().filter(Lodgers::isBare).toList(), " without a controller");
    named(
        words,
        moving().stream().filter(this::neverGoes).toList(),
        " with more than one disruption budget");
    return String.join(", ", words);
  }

  private List<Pod> moving() {
    return all.stream()
        .filter(pod -> !isDaemon(pod) && !pod.isStatic() && !isBare(pod))
        .filter(pod -> !pod.isFinished())
        .toList();
  }

  private boolean neverGoes(Pod pod) {
    return budgets.never(pod).isPresent();
  }

  private static boolean isDaemon(Pod pod) {
    return pod.isKeptBy("DaemonSet");
  }

  private static boolean isBare(Pod pod) {
    return !pod.isStatic() && pod.keeper().isEmpty() && !pod.isFinished();
  }

  private static void count(List<String> words, long count, String what) {
    if (count > 0) {
      words.add(count + what);
    }
  }

  private static void named(List<String> words, List<Pod> pods, String what) {
    if (!pods.isEmpty()) {
      String names =
          pods.stream().limit(MOST_NAMED).map(Pod::title).collect(Collectors.joining(", "));
      String more = pods.size() > MOST_NAMED ? ", …" : "";
      words.add(pods.size() + what + " (" + names + more + ")");
    }
  }
}
