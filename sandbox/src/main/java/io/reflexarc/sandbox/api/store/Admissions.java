package io.reflexarc.sandbox.api.store;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Whoever is asked before a write. */
final class Admissions {

  private final List<Admission> admissions = new CopyOnWriteArrayList<>();

  void add(Admission admission) {
    admissions.add(admission);
  }

  /**
   * Asks each in the order in which they came.
   *
   * @throws io.reflexarc.sandbox.api.error.ApiException when one refuses
   */
  void admit(AdmissionRequest request) {
    admissions.forEach(admission -> admission.admit(request));
  }
}
