package io.reflexarc.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens to what a JVM writes on its standard output, until it ends. */
public final class Words {

  private static final Logger LOG = LoggerFactory.getLogger(Words.class);

  private Words() {}

  /** Begins to listen, on a thread of its own. */
  public static void of(ChildJvm jvm, Consumer<String> listener) {
    Thread thread = new Thread(() -> read(jvm, listener), "words-of-" + jvm.pid());
    thread.setDaemon(true);
    thread.start();
  }

  private static void read(ChildJvm jvm, Consumer<String> listener) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(jvm.output(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        listener.accept(line);
      }
    } catch (IOException e) {
      LOG.debug("process {} says no more: {}", jvm.pid(), e.toString());
    }
  }
}
