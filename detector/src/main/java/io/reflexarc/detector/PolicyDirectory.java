package io.reflexarc.detector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.micrometer.core.instrument.Counter;
import io.reflexarc.detector.policy.PolicyText;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.schemas.policy.PolicyParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Policies from a directory of files, one document each, looked at every few seconds. A file that
 * cannot be read leaves the policy that it held as it is; a file that is gone takes it away.
 */
final class PolicyDirectory implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PolicyDirectory.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final int MAX_FILES = 1_000;
  private static final int MAX_BYTES = 64 << 10;
  private static final long EVERY_MILLIS = 5_000;
  private static final String DEFAULT_NAMESPACE = "default";

  private final Path directory;
  private final SensingLoop loop;
  private final StageMetrics metrics;
  private final Map<Path, PolicyText> known = new HashMap<>();
  private final Thread thread;

  PolicyDirectory(Path directory, SensingLoop loop, StageMetrics metrics) {
    this.directory = directory;
    this.loop = loop;
    this.metrics = metrics;
    this.thread = new Thread(this::run, "detector-policy-files");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        look();
        TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.filter(PolicyDirectory::isPolicy).sorted().limit(MAX_FILES).toList();
    } catch (IOException e) {
      refused(directory, e.toString());
      return;
    }
    files.forEach(this::read);
    for (Path gone : List.copyOf(known.keySet())) {
      if (!files.contains(gone)) {
        PolicyText text = known.remove(gone);
        if (text != null) {
          loop.policyFileGone(text.key(), text.source());
        }
      }
    }
  }

  private void read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        refused(file, "longer than " + MAX_BYTES + " bytes");
        return;
      }
      Optional<PolicyText> text = text(file);
      if (text.isEmpty()) {
        refused(file, "not a " + PolicyParser.KIND + " with metadata.name");
      } else if (!text.get().equals(known.put(file, text.get()))) {
        loop.policySeen(text.get());
      }
    } catch (IOException e) {
      refused(file, e.toString());
    }
  }

  private static Optional<PolicyText> text(Path file) throws IOException {
    JsonNode document = YAML.readTree(Files.readString(file, StandardCharsets.UTF_8));
    String name = document.path("metadata").path("name").asText();
    if (!document.path("kind").asText().equals(PolicyParser.KIND) || name.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        new PolicyText(
            document.path("metadata").path("namespace").asText(DEFAULT_NAMESPACE),
            name,
            document
                .path("metadata")
                .path("generation")
                .asLong(Files.getLastModifiedTime(file).to(TimeUnit.SECONDS)),
            spec(document),
            "file:" + file.getFileName(),
            ""));
  }

  private static String spec(JsonNode document) throws JsonProcessingException {
    return JSON.writeValueAsString(document.path("spec"));
  }

  private static boolean isPolicy(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
  }

  private void refused(Path file, String why) {
    LOG.warn("policy file {} is left out: {}", file, why);
    Counter.builder(metrics.name("policy.files.refused")).register(metrics.registry()).increment();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
