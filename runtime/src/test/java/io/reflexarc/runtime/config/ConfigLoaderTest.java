package io.reflexarc.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {

  private static final Map<String, String> LEAST =
      Map.of("bootstrap.servers", "a:1", "schema.registry.url", "http://r:1");

  @TempDir Path directory;

  @Test
  void shouldTakeTheLaterWhenSourcesDiffer() throws IOException {
    // given
    Path file =
        file(
            """
            bootstrap.servers = file:1
            schema.registry.url = http://file:1
            topic.prefix = file.
            cluster.name = file
            """);
    Map<String, String> environment =
        Map.of("REFLEXARC_TOPIC_PREFIX", "env.", "REFLEXARC_CLUSTER_NAME", "env", "PATH", "/bin");

    // when
    Settings settings =
        ConfigLoader.load(
            definition(), Optional.of(file), environment, Map.of("cluster.name", "override"));

    // then
    CommonConfig config = CommonConfig.of(settings);
    assertThat(settings.list("bootstrap.servers")).containsExactly("file:1");
    assertThat(config.topics().prefix()).isEqualTo("env.");
    assertThat(config.cluster()).isEqualTo("override");
    assertThat(config.topicSettings().partitions()).isEqualTo(8);
    assertThat(config.topicSettings().replicationFactor()).isEqualTo((short) -1);
    assertThat(config.timeUrl()).isEmpty();
    assertThat(settings.duration("decider.grace")).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void shouldNameEveryMistakeWhenSeveralAreMade() throws IOException {
    // given
    Path file =
        file(
            """
            topic.prefx = x
            topic.partitions = many
            topic.prefix = no blanks
            cluster.name = -
            time.url = ftp://clock
            decider.grace = 2
            """);
    Map<String, String> environment =
        Map.of("REFLEXARC_HTTP_PORT", "70000", "REFLEXARC_HTP_HOST", "x");

    // when
    List<String> mistakes = mistakes(Optional.of(file), environment, Map.of());

    // then
    assertThat(mistakes)
        .satisfiesExactlyInAnyOrder(
            it -> assertThat(it).startsWith("bootstrap.servers: Missing").contains("_BOOTSTRAP_"),
            it -> assertThat(it).startsWith("schema.registry.url: Missing"),
            it -> assertThat(it).contains("topic.prefx", "did you mean topic.prefix?", "(from "),
            it -> assertThat(it).startsWith("topic.partitions: ").contains("many"),
            it -> assertThat(it).startsWith("topic.prefix: ").contains("may hold letters"),
            it -> assertThat(it).startsWith("cluster.name: "),
            it -> assertThat(it).startsWith("time.url: ").contains("http://host:port/path"),
            it -> assertThat(it).startsWith("decider.grace: ").contains("write 90s or 1h30m"),
            it ->
                assertThat(it)
                    .startsWith("http.port: ")
                    .contains("no more than 65535", "(from REFLEXARC_HTTP_PORT)"),
            it ->
                assertThat(it)
                    .startsWith("REFLEXARC_HTP_HOST: ")
                    .contains("did you mean http.host?"));
  }

  @Test
  void shouldLeaveOtherStagesAloneWhenOneFileServesAll() {
    // given
    Map<String, String> values = new java.util.HashMap<>(LEAST);
    values.put("actuator.dry.run", "true");
    values.put("kubernetes.context", "prod");
    values.put("decider.grce", "1s");

    // then
    assertThat(mistakes(Optional.empty(), Map.of("REFLEXARC_LOG_FORMAT", "json"), values))
        .singleElement()
        .asString()
        .contains("decider.grce", "did you mean decider.grace?");
  }

  @Test
  void shouldSayWhichFileWhenItCannotBeRead() {
    assertThat(mistakes(Optional.of(directory.resolve("gone")), Map.of(), LEAST))
        .singleElement()
        .asString()
        .contains("gone: there is no such file");
  }

  @Test
  void shouldHideSecretsWhenPrinted() {
    // given
    Map<String, String> values = new java.util.HashMap<>(LEAST);
    values.put("decider.token", "hush-1");
    values.put("kafka.ssl.keystore.password", "hush-2");
    values.put("kafka.sasl.jaas.config", "user hush-3");
    values.put("basic.auth.user.info", "me:hush-4");
    values.put("kafka.linger.ms", "7");

    // when
    Settings settings = ConfigLoader.of(definition(), values);

    // then
    assertThat(settings.toString()).doesNotContain("hush").contains("kafka.linger.ms = 7");
    assertThat(settings.secret("decider.token")).isEqualTo("hush-1");
  }

  @Test
  void shouldHideTheSecretWhenItsValueIsAMistake() {
    assertThat(mistakes(Optional.empty(), Map.of(), Map.of("decider.token.lifetime", "hush-5")))
        .noneMatch(mistake -> mistake.contains("hush"));
  }

  @Test
  void shouldRouteToEachClientWhenRoleIsGiven() {
    // given
    Map<String, String> values = new java.util.HashMap<>(LEAST);
    values.put("kafka.security.protocol", "SSL");
    values.put("kafka.linger.ms", "1");
    values.put("kafka.producer.linger.ms", "5");
    values.put("kafka.consumer.fetch.min.bytes", "9");
    values.put("kafka.streams.num.stream.threads", "2");
    values.put("basic.auth.user.info", "me:x");
    values.put("auto.register.schemas", "false");

    // when
    Settings settings = ConfigLoader.of(definition(), values);

    // then
    assertThat(settings.kafkaClient(ClientRole.PRODUCER))
        .containsEntry("bootstrap.servers", "a:1")
        .containsEntry("security.protocol", "SSL")
        .containsEntry("linger.ms", "5")
        .containsEntry("schema.registry.url", "http://r:1")
        .containsEntry("basic.auth.user.info", "me:x")
        .containsEntry("auto.register.schemas", "false")
        .containsEntry("value.serializer", "io.reflexarc.schemas.serde.AvroSerializer")
        .doesNotContainKeys("fetch.min.bytes", "value.deserializer", "num.stream.threads");
    assertThat(settings.kafkaClient(ClientRole.CONSUMER))
        .containsEntry("linger.ms", "1")
        .containsEntry("fetch.min.bytes", "9")
        .containsEntry("value.deserializer", "io.reflexarc.schemas.serde.AvroDeserializer")
        .doesNotContainKey("value.serializer");
    assertThat(settings.kafkaClient(ClientRole.STREAMS))
        .containsEntry("producer.linger.ms", "5")
        .containsEntry("consumer.fetch.min.bytes", "9")
        .containsEntry("num.stream.threads", "2")
        .doesNotContainKeys("value.serializer", "value.deserializer");
    assertThat(settings.kafkaClient(ClientRole.ADMIN))
        .containsOnlyKeys("bootstrap.servers", "security.protocol", "linger.ms");
  }

  @Test
  void shouldTakePassedOnKeysWhenTheyComeFromTheEnvironment() {
    // when
    Settings settings =
        ConfigLoader.load(
            definition(),
            Optional.empty(),
            Map.of("REFLEXARC_KAFKA_SECURITY_PROTOCOL", "SSL"),
            LEAST);

    // then
    assertThat(settings.kafkaClient(ClientRole.ADMIN)).containsEntry("security.protocol", "SSL");
  }

  @Test
  void shouldDescribeEveryKeyWhenPageIsRendered() {
    // when
    String page = ConfigPage.render("Everything", definition());

    // then
    definition().names().forEach(name -> assertThat(page).contains("| `" + name + "` |"));
    assertThat(page)
        .startsWith("## Everything\n\n| key |")
        .contains("| `bootstrap.servers` | list | **required** |")
        .contains("| `topic.partitions` | int | `8` | [1,...,1000] |")
        .contains("| `decider.grace` | string | `2s` | duration, 0s to 1h | Grace. |");
    assertThat(ConfigPage.renderOwn("Decider", definition()))
        .contains("decider.grace")
        .doesNotContain("bootstrap.servers");
  }

  private static ConfigDef definition() {
    return CommonConfig.definition()
        .define(
            "decider.grace",
            ConfigDef.Type.STRING,
            "2s",
            Valid.duration(Duration.ZERO, Duration.ofHours(1)),
            Importance.LOW,
            "Grace.")
        .define("decider.token.lifetime", ConfigDef.Type.INT, 1, Importance.LOW, "Near a secret.")
        .define("decider.token", ConfigDef.Type.PASSWORD, "", Importance.LOW, "A secret.");
  }

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve("reflexarc.properties"), content);
  }

  private static List<String> mistakes(
      Optional<Path> file, Map<String, String> environment, Map<String, String> overrides) {
    return catchThrowableOfType(
            InvalidConfigException.class,
            () -> ConfigLoader.load(definition(), file, environment, overrides))
        .mistakes();
  }
}
