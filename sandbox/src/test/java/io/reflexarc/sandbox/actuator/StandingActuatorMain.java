package io.reflexarc.sandbox.actuator;

import io.reflexarc.actuator.Actuator;
import io.reflexarc.actuator.ActuatorConfig;
import io.reflexarc.actuator.errand.Checkpoint;
import io.reflexarc.runtime.lifecycle.StageMain;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * An actuator as its own main class starts it, but for one thing: whoever comes to a step that it
 * was told of on standard input says so on standard output and stands there until told to go on. So
 * another process can stop or kill it exactly there.
 */
final class StandingActuatorMain {

  /** Told on standard input, with a step: stand there. */
  static final String HOLD = "HOLD ";

  /** Told on standard input: whoever stands goes on, and nobody stands any more. */
  static final String GO_ON = "GO-ON";

  /** Said on standard output: {@link #HOLD} is in force. */
  static final String HOLDS = "HOLDS";

  /** Said on standard output, with a command's id: somebody stands. */
  static final String STANDS = "STANDS ";

  private StandingActuatorMain() {}

  public static void main(String[] args) {
    StandStill standing = new StandStill(System.out);
    Thread listener = new Thread(() -> standing.listen(System.in), "listener");
    listener.setDaemon(true);
    listener.start();
    System.exit(
        StageMain.run(
            "actuator",
            args,
            ActuatorConfig.definition(),
            (settings, time) -> {
              ActuatorConfig config = ActuatorConfig.from(settings);
              return Actuator.start(config, time, config.cluster().connect(), standing);
            }));
  }

  /** Where to stand, if anywhere. */
  private record Hold(Checkpoint.Step at, CountDownLatch end) {}

  private static final class StandStill implements Checkpoint {

    private final PrintStream out;
    private volatile @Nullable Hold hold;

    StandStill(PrintStream out) {
      this.out = out;
    }

    void listen(InputStream in) {
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          hear(line);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void hear(String line) {
      Hold before = hold;
      if (line.equals(GO_ON) && before != null) {
        hold = null;
        before.end().countDown();
      } else if (line.startsWith(HOLD)) {
        hold = new Hold(Step.valueOf(line.substring(HOLD.length())), new CountDownLatch(1));
        out.println(HOLDS);
      }
    }

    @Override
    public void reached(Step step, RemediationCommand command) {
      Hold now = hold;
      if (now == null || now.at() != step) {
        return;
      }
      out.println(STANDS + command.getId());
      try {
        now.end().await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
