package io.reflexarc.bench.wire;

import io.reflexarc.bench.process.Await;
import io.reflexarc.bench.process.ChildJvm;
import io.reflexarc.bench.process.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Kafka and a schema registry in a process of their own. */
public final class WireProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ChildJvm process;
  private final Map<String, String> settings;

  private WireProcess(ChildJvm process, Map<String, String> settings) {
    this.process = process;
    this.settings = Map.copyOf(settings);
  }

  /**
   * Starts both and waits until they are up.
   *
   * @param topics settings of the topics, where they are not the product's defaults
   * @throws io.reflexarc.bench.process.TookTooLongException when they do not come up
   */
  public static WireProcess start(Map<String, String> topics, int heapMiB, Path folder) {
    List<String> arguments = new ArrayList<>();
    topics.forEach((name, value) -> arguments.add(name + "=" + value));
    ChildJvm process =
        ChildJvm.start(
            "broker",
            List.of("-Xmx" + heapMiB + "m"),
            WireMain.class.getName(),
            arguments,
            folder.resolve("broker.log"));
    Map<String, String> heard = new ConcurrentHashMap<>();
    Words.of(process, word -> hear(word, heard));
    Await.until("broker: start", PATIENCE, process, () -> heard.containsKey(WireMain.UP));
    heard.remove(WireMain.UP);
    return new WireProcess(process, heard);
  }

  private static void hear(String word, Map<String, String> heard) {
    if (word.equals(WireMain.UP)) {
      heard.put(WireMain.UP, "");
    } else if (word.startsWith(WireMain.SETTING)) {
      int equals = word.indexOf('=');
      heard.put(word.substring(WireMain.SETTING.length(), equals), word.substring(equals + 1));
    }
  }

  /** What a stage needs to reach both, and to find the topics as they are. */
  public Map<String, String> settings() {
    return new TreeMap<>(settings);
  }

  /** Where Kafka is. */
  public String bootstrapServers() {
    return Objects.requireNonNull(settings.get("bootstrap.servers"));
  }

  /** Makes more topics, as they are by default. */
  public void create(List<String> topics, int partitions) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      List<NewTopic> all =
          topics.stream()
              .map(it -> new NewTopic(it, Optional.of(partitions), Optional.empty()))
              .toList();
      admin.createTopics(all).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("topics " + topics, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The process that both are in. */
  public ChildJvm process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }
}
