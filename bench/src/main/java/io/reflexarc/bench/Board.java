package io.reflexarc.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Where benchmarks say how far they are, and what they measured. */
public final class Board {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final long MEBIBYTE = 1 << 20;

  private final PrintWriter out;
  private final Instant now;
  private final Path folder;
  private final long begun = System.nanoTime();
  private final ObjectNode report = JSON.createObjectNode();
  private final ArrayNode benchmarks = JSON.createArrayNode();

  /**
   * @param now when the run begins
   * @param folder takes the logs of processes, and what else may be asked for afterwards
   */
  Board(PrintWriter out, Instant now, Path folder) {
    this.out = out;
    this.now = now;
    this.folder = folder;
    report.put("at", now.toString());
    report.set("machine", machine());
    report.set("benchmarks", benchmarks);
  }

  /** Takes logs, and what else may be asked for afterwards. */
  public Path folder() {
    return folder;
  }

  /** What time it is. */
  public Instant now() {
    return now.plusNanos(System.nanoTime() - begun);
  }

  /** One line of progress. */
  public void say(String line) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    out.printf("[%6.1f s] %s%n", millis / 1_000.0, line);
    out.flush();
  }

  /** What a benchmark has measured. */
  public void show(String benchmark, String setup, List<Figure> figures, List<String> remarks) {
    out.printf("%n%s: %s%n%s%n", benchmark, setup, machineInWords());
    out.printf("%-26s %12s %12s  %-10s %8s%n", "figure", "ours", "peer", "unit", "ours/peer");
    figures.forEach(out::println);
    remarks.forEach(it -> out.println("  " + it));
    out.println();
    out.flush();
    ObjectNode node = benchmarks.addObject().put("benchmark", benchmark).put("setup", setup);
    ArrayNode list = node.putArray("figures");
    figures.forEach(figure -> list.add(json(figure)));
    ArrayNode words = node.putArray("remarks");
    new ArrayList<>(remarks).forEach(words::add);
  }

  /** Writes all that was shown. */
  void writeTo(Path file) throws IOException {
    JSON.writeValue(file.toFile(), report);
  }

  private static ObjectNode json(Figure figure) {
    return JSON.createObjectNode()
        .put("figure", figure.figure())
        .put("value", figure.value())
        .put("unit", figure.unit())
        .put("peer", figure.peer())
        .put("ratio", figure.ratio());
  }

  private static ObjectNode machine() {
    return JSON.createObjectNode()
        .put("cores", Runtime.getRuntime().availableProcessors())
        .put("memoryMiB", Memory.physical() / MEBIBYTE)
        .put("java", Runtime.version().toString())
        .put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
  }

  private static String machineInWords() {
    ObjectNode machine = machine();
    return "%s cores, %s MiB, Java %s, %s"
        .formatted(
            machine.get("cores").asText(),
            machine.get("memoryMiB").asText(),
            machine.get("java").asText(),
            machine.get("system").asText());
  }
}
