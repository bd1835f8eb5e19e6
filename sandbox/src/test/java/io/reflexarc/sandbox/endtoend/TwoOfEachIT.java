package io.reflexarc.sandbox.endtoend;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes of each stage share the work. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class TwoOfEachIT {

  @TempDir private Path folder;

  @Test
  void shouldDoNothingTwiceWhenTwoProcessesOfEachShareTheWork() throws InterruptedException {
    new ProcessStory(folder).play(2, (heard, clock) -> {});
  }
}
