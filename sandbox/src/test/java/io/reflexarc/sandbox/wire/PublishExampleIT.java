package io.reflexarc.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.sandbox.kafka.SharedKafka;
import io.reflexarc.schemas.avro.Control;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.Verb;
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
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The publishers that the documentation shows, compiled and run as they stand there. */
class PublishExampleIT {

  private static final Path EXAMPLES =
      Path.of(System.getProperty("basedir", ".")).resolve("../docs/examples");
  private static final int PARTITIONS = 4;

  @Test
  @Timeout(value = 90, unit = TimeUnit.SECONDS)
  void shouldBeReadByOursWhenTheExamplePublishes(@TempDir Path classes) throws Exception {
    // given
    TopicAdmin.ensure(
        SharedKafka.settings(),
        TopicSettings.from(Map.of("topic.partitions", PARTITIONS)),
        Duration.ofSeconds(60));

    // when
    run("PublishHealthEvent", classes);

    // then
    HealthEvent event = first("reflexarc.health-events", HealthEvent.class);
    assertThat(event.getType()).isEqualTo("billing.reconciliation-failed");
    assertThat(event.getTarget()).isEqualTo("prod-eu/shop/Deployment/checkout");
  }

  @Test
  @Timeout(value = 90, unit = TimeUnit.SECONDS)
  void shouldBeAnOrderWhenTheExampleGivesOne(@TempDir Path classes) throws Exception {
    // given
    TopicAdmin.ensure(
        SharedKafka.settings(),
        TopicSettings.from(Map.of("topic.partitions", PARTITIONS)),
        Duration.ofSeconds(60));

    // when
    run("PublishControl", classes, "APPROVE", "command:42", "it is bad", "2026-11-30T06:00:00Z");

    // then
    Control control = first("reflexarc.remediation-controls", Control.class);
    assertThat(control.getVerb()).isEqualTo(Verb.APPROVE);
    assertThat(control.getScope()).isEqualTo("command:42");
    assertThat(control.getReason()).isEqualTo("it is bad");
    assertThat(control.getBy()).isEqualTo(System.getProperty("user.name"));
    assertThat(control.getUntil()).isEqualTo("2026-11-30T06:00:00Z");
  }

  private static void run(String example, Path classes, String... further) throws Exception {
    compile(EXAMPLES.resolve(example + ".java"), classes);
    String[] arguments =
        Stream.concat(
                Stream.of(SharedKafka.bootstrapServers(), SharedKafka.registryUrl()),
                Stream.of(further))
            .toArray(String[]::new);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      loader.loadClass(example).getMethod("main", String[].class).invoke(null, (Object) arguments);
    }
  }

  private static void compile(Path example, Path classes) throws Exception {
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
                  files.getJavaFileObjects(example))
              .call();
      assertThat(compiled).as(output.toString()).isTrue();
    }
  }

  private static <T extends SpecificRecord> T first(String topic, Class<T> type) {
    try (KafkaConsumer<String, byte[]> consumer = SharedKafka.consumer();
        Deserializer<T> values = RecordSerdes.of(SharedKafka.settings()).deserializer(type)) {
      consumer.assign(
          consumer.partitionsFor(topic).stream()
              .map(it -> new TopicPartition(topic, it.partition()))
              .toList());
      for (int polls = 0; polls < 300; polls++) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          return values.deserialize(topic, record.value());
        }
      }
    }
    throw new AssertionError("nothing came");
  }
}
