package io.reflexarc.sandbox.actuator;

import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.action.ActionContract;
import io.reflexarc.actuator.action.Site;
import io.reflexarc.runtime.time.ManualTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** All actions against the API server; its own record of writes is the witness. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActionsOnApiIT extends ActionContract {

  private ServedCluster served;

  @BeforeAll
  void serve() throws Exception {
    served = new ServedCluster(new ManualTime(Commands.ISSUED));
  }

  @AfterAll
  void close() {
    served.close();
  }

  @Override
  protected Site site() {
    return served;
  }
}
