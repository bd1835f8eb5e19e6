package io.reflexarc.actuator.post;

import io.reflexarc.actuator.cluster.Fault;

/** Delivers messages to the endpoints that are configured. */
public interface Post extends AutoCloseable {

  /** What came of a message. */
  sealed interface Delivery {

    /**
     * It was taken.
     *
     * @param says what the receiver answered, one line
     */
    record Taken(String says) implements Delivery {}

    /** It was not taken, or never sent. */
    record Refused(Fault fault) implements Delivery {}

    /** Perhaps taken: no answer came. */
    record Unknown(Fault fault) implements Delivery {}
  }

  /** No endpoint is configured. */
  Post NONE =
      new Post() {
        @Override
        public boolean knows(String endpoint) {
          return false;
        }

        @Override
        public Delivery send(Letter letter) {
          return new Delivery.Refused(
              Fault.of(
                  Fault.Kind.INVALID, "endpoint '" + letter.endpoint() + "' is not configured"));
        }

        @Override
        public void close() {}
      };

  /** Whether there is an endpoint of this name. */
  boolean knows(String endpoint);

  /** Sends a message, once; never repeated by itself. Bounded in time. */
  Delivery send(Letter letter);

  @Override
  void close();
}
