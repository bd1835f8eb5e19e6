package io.reflexarc.sandbox.world.traffic;

/**
 * What is to be expected of a request, or of all the calls for one.
 *
 * @param failing share that fails, 0 to 1
 * @param seconds median time it takes
 */
record Reply(double failing, double seconds) {
  static final Reply NOTHING = new Reply(0, 0);

  /** Nobody listens: refused at once. */
  static final Reply REFUSED = new Reply(1, 0.001);

  /** First this, then {@code times} of the other; it fails when any of them does. */
  Reply then(Reply other, double times) {
    double fine = (1 - failing) * Math.pow(1 - other.failing, times);
    return new Reply(1 - fine, seconds + other.seconds * times);
  }
}
