package io.reflexarc.actuator.action;

/** All actions on the cluster's twin in memory. */
class ActionsInMemoryTest extends ActionContract {

  private final Site site = new MemorySite();

  @Override
  protected Site site() {
    return site;
  }
}
