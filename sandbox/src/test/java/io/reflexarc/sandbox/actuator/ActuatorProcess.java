package io.reflexarc.sandbox.actuator;

import static io.reflexarc.sandbox.actuator.StandingActuatorMain.GO_ON;
import static io.reflexarc.sandbox.actuator.StandingActuatorMain.HOLD;
import static io.reflexarc.sandbox.actuator.StandingActuatorMain.HOLDS;
import static io.reflexarc.sandbox.actuator.StandingActuatorMain.STANDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.errand.Checkpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An actuator that is a process of its own, and can be made to stand, stopped, woken, killed. */
final class ActuatorProcess implements AutoCloseable {

  private static final int LAST_WORDS = 30;

  private final Process process;
  private final Writer orders;
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private final Deque<String> lastWords = new ArrayDeque<>();

  ActuatorProcess(Path config) {
    try {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-Xmx200m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  StandingActuatorMain.class.getName(),
                  "--config",
                  config.toString())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    orders = process.outputWriter(StandardCharsets.UTF_8);
    Thread listener = new Thread(this::listen, "listens-to-" + process.pid());
    listener.setDaemon(true);
    listener.start();
  }

  /** From now on whoever comes to this step stands there. */
  void holdAt(Checkpoint.Step step) {
    order(HOLD + step);
    await(HOLDS);
  }

  /** Waits until so many commands stand at the step. */
  void awaitStanding(int commands) {
    for (int standing = 0; standing < commands; standing++) {
      await(STANDS);
    }
  }

  /** Whoever stands goes on; heard by a process that is stopped once it is woken. */
  void goOn() {
    order(GO_ON);
  }

  /** SIGSTOP. */
  void stop() {
    signal("STOP");
  }

  /** SIGCONT. */
  void wake() {
    signal("CONT");
  }

  /** SIGTERM, and waits for its end. */
  void end() {
    process.destroy();
    awaitEnd();
  }

  /** SIGKILL. */
  @Override
  public void close() {
    process.destroyForcibly();
    awaitEnd();
  }

  private void await(String word) {
    try {
      String heard = said.poll(CommandTopics.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      assertThat(heard).as("%s of\n%s", word, words()).isNotNull().startsWith(word);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void awaitEnd() {
    try {
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("ended").isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void order(String line) {
    try {
      orders.write(line + "\n");
      orders.flush();
    } catch (IOException e) {
      throw new AssertionError(words(), e);
    }
  }

  private void signal(String name) {
    try {
      Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start();
      assertThat(kill.waitFor()).as("kill -%s", name).isZero();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void listen() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        hear(line);
      }
    } catch (IOException e) {
      // It was killed while it spoke.
    }
  }

  private void hear(String line) {
    if (line.equals(HOLDS) || line.startsWith(STANDS)) {
      said.add(line);
      return;
    }
    synchronized (lastWords) {
      lastWords.add(line);
      if (lastWords.size() > LAST_WORDS) {
        lastWords.remove();
      }
    }
  }

  private String words() {
    synchronized (lastWords) {
      return String.join("\n", lastWords);
    }
  }
}
