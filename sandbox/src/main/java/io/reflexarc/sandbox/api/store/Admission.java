package io.reflexarc.sandbox.api.store;

/**
 * Sees every write before it is stored: may complete the object or refuse the write by throwing an
 * {@link io.reflexarc.sandbox.api.error.ApiException}. Runs with the store locked: be quick, and do
 * not write to the store.
 */
@FunctionalInterface
public interface Admission {

  void admit(AdmissionRequest request);
}
