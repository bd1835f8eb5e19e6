package io.reflexarc.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.sandbox.kafka.SharedKafka;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.serde.RecordSerdes;
import io.reflexarc.schemas.topic.TopicAdmin;
import io.reflexarc.schemas.topic.TopicSettings;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The publisher that the documentation shows, compiled and run as it stands there. */
class PublishExampleIT {

  private static final Path EXAMPLE =
      Path.of(System.getProperty("basedir", "."))
          .resolve("../docs/examples/PublishHealthEvent.java");

  @Test
  @Timeout(value = 90, unit = TimeUnit.SECONDS)
  void shouldBeReadByOursWhenTheExamplePublishes(@TempDir Path classes) throws Exception {
    // given
    TopicAdmin.ensure(
        SharedKafka.settings(),
        TopicSettings.from(Map.of("topic.partitions", 4)),
        Duration.ofSeconds(60));
    compile(classes);

    // when
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      loader
          .loadClass("PublishHealthEvent")
          .getMethod("main", String[].class)
          .invoke(null, (Object) arguments());
    }

    // then
    HealthEvent event = first("reflexarc.health-events", 4);
    assertThat(event.getType()).isEqualTo("billing.reconciliation-failed");
    assertThat(event.getTarget()).isEqualTo("prod-eu/shop/Deployment/checkout");
  }

  private static String[] arguments() {
    return new String[] {SharedKafka.bootstrapServers(), SharedKafka.registryUrl()};
  }

  private static void compile(Path classes) throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter output = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  output,
                  files,
                  null,
                  List.of(
                      "-d",
                      classes.toString(),
                      "-classpath",
                      System.getProperty("java.class.path"),
                      "-proc:none"),
                  null,
                  files.getJavaFileObjects(EXAMPLE))
              .call();
      assertThat(compiled).as(output.toString()).isTrue();
    }
  }

  private static HealthEvent first(String topic, int partitions) {
    try (KafkaConsumer<String, byte[]> consumer = SharedKafka.consumer();
        Deserializer<HealthEvent> values =
            RecordSerdes.of(SharedKafka.settings()).deserializer(HealthEvent.class)) {
      consumer.assign(
          IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList());
      for (int polls = 0; polls < 300; polls++) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          return values.deserialize(topic, record.value());
        }
      }
    }
    throw new AssertionError("nothing came");
  }
}
