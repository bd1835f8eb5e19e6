package io.reflexarc.sandbox.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reflexarc.detector.Detector;
import io.reflexarc.detector.DetectorConfig;
import io.reflexarc.sandbox.Sandbox;
import io.reflexarc.sandbox.SandboxOptions;
import io.reflexarc.sandbox.StageSettings;
import io.reflexarc.sandbox.world.clock.Speed;
import io.reflexarc.schemas.avro.MetricKind;
import io.reflexarc.schemas.avro.Sample;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The exporter that the documentation shows, compiled and run as it stands there. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class OtlpIT {

  private static final Path EXAMPLE =
      Path.of(System.getProperty("basedir", ".")).resolve("../docs/examples/ExportMetrics.java");

  @TempDir private Path folder;

  @Test
  void shouldBeSamplesWhenTheExampleExports() throws Exception {
    // given
    Path classes = compiled();
    try (Sandbox sandbox =
            Sandbox.start(
                SandboxOptions.in(folder.resolve("world"), Speed.of(1), Instant.now()),
                new Checkout());
        Detector detector = detector(sandbox);
        TopicsOfTarget topics = new TopicsOfTarget(sandbox, "sandbox/shop/Deployment/checkout")) {
      await().atMost(Duration.ofSeconds(60)).until(() -> detector.health().ready().ok());

      // when
      export(classes, "http://127.0.0.1:" + detector.httpPort());

      // then
      Sample sample = topics.sample("http_requests_total", 1_000, () -> "");
      assertThat(sample.getKind()).isEqualTo(MetricKind.COUNTER);
      assertThat(sample.getLabels()).isEqualTo(Map.of("status", "200"));
      assertThat(topics.sources()).containsExactly("otlp/example");
    }
  }

  private static Detector detector(Sandbox sandbox) throws IOException {
    Map<String, String> settings = new StageSettings(sandbox.addresses()).detector();
    settings.put("detector.scrape.metrics", "http_*");
    return Detector.start(DetectorConfig.of(settings), sandbox.clock());
  }

  private static void export(Path classes, String url) throws Exception {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      loader
          .loadClass("ExportMetrics")
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {url});
    }
  }

  private Path compiled() throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter output = new StringWriter();
    List<String> options =
        List.of(
            "-d",
            classes.toString(),
            "-classpath",
            System.getProperty("java.class.path"),
            "-proc:none");
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean done =
          compiler
              .getTask(output, files, null, options, null, files.getJavaFileObjects(EXAMPLE))
              .call();
      assertThat(done).as(output.toString()).isTrue();
    }
    return classes;
  }
}
