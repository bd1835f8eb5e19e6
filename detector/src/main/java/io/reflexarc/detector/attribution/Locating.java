package io.reflexarc.detector.attribution;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks for whereabouts from any thread. */
@FunctionalInterface
public interface Locating {

  /**
   * Finds several at once, in the order of the question. Never blocks.
   *
   * @return fails with {@link NotNowException} while the cluster is not known yet, or when too much
   *     is waiting to be worked through
   */
  CompletableFuture<List<Whereabouts>> find(List<Sought> sought);

  /** It cannot be told now, but may be in a moment. */
  final class NotNowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what is missing
     */
    public NotNowException(String message) {
      super(message);
    }
  }
}
