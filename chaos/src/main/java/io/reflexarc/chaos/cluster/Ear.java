package io.reflexarc.chaos.cluster;

import io.reflexarc.sandbox.scenario.Heard;
import java.time.Duration;
import java.util.List;

/** Where the audit of an experiment is heard. */
@FunctionalInterface
public interface Ear {

  /** Records that are new; waits so long at most. */
  List<Heard> listen(Duration atMost) throws InterruptedException;
}
