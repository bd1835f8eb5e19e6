package io.reflexarc.detector.watch;

import com.sun.net.httpserver.HttpServer;
import io.reflexarc.runtime.time.TimeSource;
import io.reflexarc.schemas.avro.HealthEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A recorded cluster that plays itself back, its clock included, for whole detectors to watch. */
public final class RecordedCluster implements AutoCloseable {

  /** What its facts name it. */
  public static final String NAME = "lab";

  /** So that what is swept up once a second is. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(3);

  private final Recording recording;
  private final ReplayServer server;
  private final PlayedTime time;
  private final HttpServer clock;
  private volatile boolean standing = true;
  private int observations;

  /** What is done after a line was told; time stands still meanwhile. */
  @FunctionalInterface
  public interface Interlude {
    /**
     * @param line its number, from 0
     * @param observations how many of the lines so far a detector makes an observation of
     */
    void after(int line, int observations) throws Exception;
  }

  private RecordedCluster(RecordedFiles files, double speed) throws IOException {
    this.recording = Recording.read(files);
    this.server = new ReplayServer(files, Set.of());
    this.time = new PlayedTime(recording.start(), speed);
    this.clock = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    clock.createContext(
        "/",
        exchange -> {
          byte[] says =
              "{\"now\": \"%s\", \"speed\": %s}"
                  .formatted(time.instant(), standing ? 0 : speed)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, says.length);
          exchange.getResponseBody().write(says);
          exchange.close();
        });
    clock.start();
  }

  /** The names of all recordings there are. */
  public static List<String> names() {
    return RecordedFiles.all().stream().map(RecordedFiles::name).toList();
  }

  /**
   * Opens one; its time stands until it is played.
   *
   * @param speed recorded seconds in a real one
   */
  public static RecordedCluster open(String name, double speed) throws IOException {
    RecordedFiles files =
        RecordedFiles.all().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    return new RecordedCluster(files, speed);
  }

  /** Its clock, for this process. */
  public TimeSource time() {
    return time;
  }

  /** Its clock, for other processes. */
  public URI clock() {
    return URI.create("http://127.0.0.1:" + clock.getAddress().getPort() + "/");
  }

  /** Writes the kubeconfig that leads to it. */
  public Path writeKubeconfig(Path file) throws IOException {
    return server.writeKubeconfig(file);
  }

  /** How many lines it has to tell. */
  public int lines() {
    return server.lines();
  }

  /** Tells all of them, each at its time, and then lets a little more time pass. */
  public void play(Interlude interlude) throws Exception {
    standing = false;
    server.play(
        time,
        (index, line) -> {
          standing = true;
          if (line.observable() && line.resource() != RecordedResource.CORE_EVENTS) {
            observations++;
          }
          interlude.after(index, observations);
          standing = false;
        });
    time.reach(time.instant().plus(AFTERWARDS));
    standing = true;
  }

  /** The facts that one detector tells that nothing disturbs, each as {@link #words}. */
  public Set<String> undisturbed() {
    return Replay.of(recording, AFTERWARDS).stream()
        .map(RecordedCluster::words)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A fact as people can compare it; its id is in it. */
  public static String words(HealthEvent fact) {
    return fact.getType() + " " + fact.getPhase() + " " + fact.getMessage() + " " + fact.getId();
  }

  @Override
  public void close() {
    clock.stop(0);
    server.close();
  }
}
