package io.reflexarc.sandbox.world.traffic;

/**
 * How the network is between callers and a Service.
 *
 * @param latencySeconds added to each call
 * @param loss share of the calls that fail, 0 to 1
 */
public record Link(double latencySeconds, double loss) {
  /** As it should be. */
  public static final Link FINE = new Link(0, 0);

  /** Checks the ranges. */
  public Link {
    if (!(latencySeconds >= 0 && latencySeconds <= 600)) {
      throw new IllegalArgumentException("latency: " + latencySeconds + " s is not 0 to 600");
    }
    if (!(loss >= 0 && loss <= 1)) {
      throw new IllegalArgumentException("loss: " + loss + " is not between 0 and 1");
    }
  }

  Reply reply() {
    return new Reply(loss, latencySeconds);
  }
}
