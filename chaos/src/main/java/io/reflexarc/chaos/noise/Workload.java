package io.reflexarc.chaos.noise;

import java.util.SplittableRandom;

/**
 * A Deployment and its Service.
 *
 * @param name of both
 * @param role what it is there for
 * @param rate requests a second, mean of a day
 */
record Workload(String name, Role role, double rate) {

  /** Where all of them live. */
  static final String NAMESPACE = "shop";

  /** The one with that number. */
  static Workload of(int number, SplittableRandom chance) {
    Role role = Role.of(number);
    double rate = chance.nextInt(role.rateFrom(), role.rateTo() + 1);
    return new Workload("%s-%03d".formatted(role.label(), number), role, rate);
  }

  /** As an audit names it, without the cluster. */
  String target() {
    return NAMESPACE + "/Deployment/" + name;
  }

  /**
   * How many pods its autoscaler wants.
   *
   * @param load requests a second over the day's mean
   */
  int replicas(double load) {
    double share = (load - (1 - role.daily())) / (2 * role.daily());
    int wanted = role.fewest() + (int) Math.round(share * (role.most() - role.fewest()));
    return Math.max(role.fewest(), Math.min(role.most(), wanted));
  }
}
