package io.reflexarc.runtime.health;

/** Something that must have happened once before this process counts as started. */
public final class StartupStep {

  private volatile CheckResult result;

  StartupStep(String waitingFor) {
    this.result = CheckResult.bad(waitingFor);
  }

  /** It has happened; it stays so. */
  public void done(String detail) {
    result = CheckResult.good(detail);
  }

  /** How far it has come, while it has not happened. */
  public void progress(String detail) {
    if (!result.ok()) {
      result = CheckResult.bad(detail);
    }
  }

  CheckResult result() {
    return result;
  }
}
