package io.reflexarc.sandbox.api.fault;

/** Decides for every request whether and how it fails. Asked on many threads at once. */
@FunctionalInterface
public interface RequestFilter {

  /** The fault of this request, {@link Fault#NONE} for none. */
  Fault decide(RequestView request);

  /** A filter that lets everything pass. */
  static RequestFilter none() {
    return request -> Fault.NONE;
  }
}
