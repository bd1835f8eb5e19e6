package io.reflexarc.chaos.cluster;

import java.util.List;

/** An experiment must not or cannot be made; nothing was done. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final List<String> reasons;

  RefusedException(List<String> reasons) {
    super(String.join("; ", reasons));
    this.reasons = List.copyOf(reasons);
  }

  /** Each in a sentence. */
  public List<String> reasons() {
    return reasons;
  }
}
